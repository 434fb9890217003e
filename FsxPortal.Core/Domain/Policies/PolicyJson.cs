using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>Reads and writes policy documents.</summary>
public static partial class PolicyJson
{
    /// <summary>Names as in the contract, enums by name, no unknown members, no absent values.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = true,
        Converters = { new NamedEnumConverter(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Writes a document as it is exported.</summary>
    public static string Write(PolicyDocument document) => JsonSerializer.Serialize(document, Options);

    /// <summary>Whether two documents say the same, in whatever order they name Regions' vaults and tags.</summary>
    public static bool Same(PolicyDocument one, PolicyDocument other) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one, Options), JsonSerializer.SerializeToNode(other, Options));

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
        catch (ArgumentException)
        {
            // Half a surrogate pair: the text cannot be written as UTF-8.
            throw new InvalidInputException([new Problem("", "This is not valid JSON: it holds half a character.")]);
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
        Schedule = document.Schedule is { } schedule
            ? schedule with { Daily = Complete(schedule.Daily), Monthly = Complete(schedule.Monthly) } : null,
        Notifications = document.Notifications is { } told ? told with { Recipients = told.Recipients ?? [], On = told.On ?? [] } : null,
    };

    private static DailyRule? Complete(DailyRule? rule) =>
        rule is null ? null
            : rule with { Hours = rule.Hours ?? [], Copy = rule.Copy is { } copy ? copy with { Hours = copy.Hours ?? [] } : null };

    private static MonthlyRule? Complete(MonthlyRule? rule) =>
        rule is null ? null
            : rule with { Months = rule.Months ?? [], Copy = rule.Copy is { } copy ? copy with { Months = copy.Months ?? [] } : null };

    private static string PathOf(JsonException wrong)
    {
        var path = (wrong.Path ?? "$").TrimStart('$').TrimStart('.');
        return Missing().Match(wrong.Message) is { Success: true } missing ? $"{path}.{missing.Groups[1].Value}" : path;
    }

    // The framework's own texts name types of ours: they are for programmers.
    private static string TextOf(JsonException wrong) => wrong.Message switch
    {
        var text when Missing().IsMatch(text) => "The field is missing.",
        var text when text.Contains("could not be mapped to any", StringComparison.Ordinal) => "A policy document has no such field.",
        var text when text.StartsWith("Duplicate propert", StringComparison.Ordinal) => "The field is given twice.",
        var text when text.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) =>
            "The value has the wrong type or is not one of the allowed ones.",
        _ when wrong.InnerException is not null => $"This is not valid JSON (line {wrong.LineNumber + 1}).",
        var text => text.Split(" Path:")[0],
    };

    [GeneratedRegex("missing required properties including: '([^']+)'")]
    private static partial Regex Missing();
}
