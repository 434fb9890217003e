using System.Globalization;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Wire;

/// <summary>One request, understood: who asks which service for what.</summary>
public sealed class Call(string service, string operation, string account, string region, JsonObject members, DateTimeOffset now)
{
    /// <summary>The member the emulator adds to a recorded call whose effect depends on the real time. No request can bring it.</summary>
    public const string RealExpiry = "(expires)";

    /// <summary>The member the emulator adds to a recorded call whose end a fault rule has decided. No request can bring it.</summary>
    public const string DecidedEnd = "(fate)";

    public string Service { get; } = service;

    public string Operation { get; } = operation;

    public string Account { get; } = account;

    public string Region { get; } = region;

    /// <summary>The members of path, query and body under their names on the wire.</summary>
    public JsonObject Members { get; } = members;

    /// <summary>The emulated instant.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>What the call has changed, for the journal; empty for reads.</summary>
    public string Effect { get; set; } = "";

    /// <summary>The lane of the caller, account and Region.</summary>
    public string Lane => $"{Account}/{Region}";

    /// <summary>How a fault rule has what the call starts end; none for nearly all.</summary>
    public Fate? Fate => Fate.Of(Text(DecidedEnd));

    /// <summary>A text member; none if absent.</summary>
    public string? Text(string name) => Members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString().Trim('"'),
    };

    /// <summary>A text member that has to be there.</summary>
    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw AwsError.Missing(name);

    /// <summary>A whole number; none if absent.</summary>
    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refuse($"{name} is not a number.");

    /// <summary>A list of texts; empty if absent.</summary>
    public IReadOnlyList<string> List(string name) => Members[name] is JsonArray array ? [.. array.Select(item => AsText(item))] : [];

    /// <summary>A map of texts; empty if absent.</summary>
    public Dictionary<string, string> Map(string name) => Members[name] is JsonObject map
        ? map.ToDictionary(pair => pair.Key, pair => AsText(pair.Value))
        : [];

    /// <summary>Tags as FSx writes them, a list of keys and values.</summary>
    public Dictionary<string, string> Tags(string name)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tag in (Members[name] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!tags.TryAdd(AsText(tag["Key"]), AsText(tag["Value"])))
            {
                throw Refuse($"The tag {AsText(tag["Key"])} is given twice.");
            }
        }

        return tags;
    }

    /// <summary>An instant of the query string; none if absent.</summary>
    public DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : throw Refuse($"{name} is not a timestamp.");

    /// <summary>The bytes of a member in base64; empty if absent.</summary>
    public byte[] Bytes(string name)
    {
        try
        {
            return Convert.FromBase64String(Text(name) ?? "");
        }
        catch (FormatException)
        {
            throw new AwsError("SerializationException", $"{name} is not base64.");
        }
    }

    /// <summary>The members in one order, to compare what was asked under the same token.</summary>
    public string Fingerprint() =>
        Sorted(new JsonObject(
            Members.Where(pair => !IsOurs(pair.Key))
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))))!.ToJsonString();

    /// <summary>Whether a member is of the emulator and can't be part of a request.</summary>
    public static bool IsOurs(string member) => member.StartsWith('(');

    /// <summary>The refusal of a member's value, under the name the service has for it.</summary>
    public AwsError Refuse(string message) => new(Service switch
    {
        "backup" => "InvalidParameterValueException",
        "fsx" => "BadRequest",
        "kms" => "ValidationException",
        "sts" => "ValidationError",
        _ => "InvalidParameterValue",
    }, message);

    /// <summary>The text of a value; empty if there is none.</summary>
    public static string AsText(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single when single.TryGetValue<string>(out var text) => text,
        _ => throw new AwsError("SerializationException", $"{value.ToJsonString()} is not a string."),
    };

    private static JsonNode? Sorted(JsonNode? node) => node is JsonObject map
        ? new JsonObject(
            map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value))))
        : node?.DeepClone();
}
