using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Wire;

/// <summary>One request, understood: who asks which service for what.</summary>
public sealed class Call(string service, string operation, string account, string region, JsonObject members, DateTimeOffset now)
{
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
        : int.TryParse(text, out var number) ? number : throw AwsError.Invalid($"{name} is not a number.");

    /// <summary>A list of texts; empty if absent.</summary>
    public IReadOnlyList<string> List(string name) => Members[name] is JsonArray array ? [.. array.Select(item => (string?)item ?? "")] : [];

    /// <summary>A map of texts; empty if absent.</summary>
    public Dictionary<string, string> Map(string name) => Members[name] is JsonObject map
        ? map.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "")
        : [];

    /// <summary>Tags as FSx writes them, a list of keys and values.</summary>
    public Dictionary<string, string> Tags(string name) => Members[name] is JsonArray array
        ? array.OfType<JsonObject>().ToDictionary(tag => (string?)tag["Key"] ?? "", tag => (string?)tag["Value"] ?? "")
        : [];

    /// <summary>An instant of the query string; none if absent.</summary>
    public DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : throw AwsError.Invalid($"{name} is not a timestamp.");
}
