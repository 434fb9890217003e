using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>Reads and writes policy documents.</summary>
public static partial class PolicyJson
{
    /// <summary>Names as in the contract, enums by name, no unknown members, no absent values.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Writes a document as it is exported.</summary>
    public static string Write(PolicyDocument document) => JsonSerializer.Serialize(document, Options);

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidInputException">The text is no policy document; the problem names the place.</exception>
    public static PolicyDocument Read(string json)
    {
        try
        {
            return Complete(JsonSerializer.Deserialize<PolicyDocument>(json, Options)
                ?? throw new InvalidInputException([new Problem("", "The policy document is empty.")]));
        }
        catch (JsonException wrong)
        {
            throw new InvalidInputException([new Problem(PathOf(wrong), TextOf(wrong))]);
        }
    }

    // A null where the contract has a list or an object is the same as leaving it out.
    private static PolicyDocument Complete(PolicyDocument document) => document with
    {
        Regions = document.Regions ?? [],
        Vaults = document.Vaults ?? new Dictionary<string, string>(),
        Selection = document.Selection is { } selection
            ? selection with { Include = selection.Include ?? [], Exclude = selection.Exclude ?? [] }
            : null,
    };

    private static string PathOf(JsonException wrong)
    {
        var path = (wrong.Path ?? "$").TrimStart('$').TrimStart('.');
        return Unmapped().Match(wrong.Message) is { Success: true } match && !path.EndsWith(match.Groups[1].Value, StringComparison.Ordinal)
            ? string.Join('.', new[] { path, match.Groups[1].Value }.Where(part => part.Length > 0))
            : path;
    }

    private static string TextOf(JsonException wrong) => wrong.Message switch
    {
        var text when Unmapped().IsMatch(text) => "A policy document has no such field.",
        var text when text.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) => "The value has the wrong type or is not one of the allowed ones.",
        var text when wrong.InnerException is null && !text.Contains(" Path:", StringComparison.Ordinal) => text,
        var text when wrong.InnerException is not null => $"This is not valid JSON (line {wrong.LineNumber + 1}).",
        var text => text[..Math.Max(text.IndexOf(" Path:", StringComparison.Ordinal), 0)],
    };

    [GeneratedRegex("The JSON property '([^']+)' could not be mapped")]
    private static partial Regex Unmapped();
}
