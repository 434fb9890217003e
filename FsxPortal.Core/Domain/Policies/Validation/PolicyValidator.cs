using System.Text.RegularExpressions;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>What the portal knows that a document has to agree with.</summary>
/// <param name="Accounts">The registered accounts.</param>
/// <param name="Vaults">The vaults seen in them.</param>
/// <param name="OtherNames">The names of all other policies.</param>
public sealed record PolicySurroundings(
    IReadOnlyList<AwsAccount> Accounts, IReadOnlyList<Vault> Vaults, IReadOnlyList<string> OtherNames);

/// <summary>Says everything that is wrong with a policy document.</summary>
public static partial class PolicyValidator
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 127;

    /// <summary>The longest description.</summary>
    public const int MaxDescription = 255;

    /// <summary>The most custom tags.</summary>
    public const int MaxCustomTags = 5;

    /// <summary>The most retries of a failed backup.</summary>
    public const int MaxAttempts = 10;

    /// <summary>Checks every field.</summary>
    /// <returns>One problem for each wrong field, in the order of the document; none if it can be saved.</returns>
    public static IReadOnlyList<Problem> Validate(PolicyDocument document, PolicySurroundings surroundings) =>
        TextRules.Validate(document) is { Count: > 0 } unfit ? unfit :
    [
        .. Identity(document, surroundings),
        .. Places(document, surroundings),
        .. SelectionRules(document.Selection),
        .. TargetRules.Validate(document, surroundings),
        .. ScheduleRules.Validate(document),
        .. Extras(document),
    ];

    /// <summary>Why the policy's account has nothing in a Region; none if it may have, or is not known.</summary>
    internal static string? RegionProblem(PolicyDocument document, PolicySurroundings surroundings, string region) =>
        AccountOf(document, surroundings) is { } account && !account.Regions.Contains(region)
            ? $"The Region {region} is not enabled for account {account.AwsAccountId}." : null;

    private static AwsAccount? AccountOf(PolicyDocument document, PolicySurroundings surroundings) =>
        surroundings.Accounts.FirstOrDefault(known => known.AwsAccountId == document.Account);

    private static IEnumerable<Problem> Identity(PolicyDocument document, PolicySurroundings surroundings)
    {
        var name = document.Name;
        if (string.IsNullOrWhiteSpace(name))
        {
            yield return new("name", "Give the policy a name.");
        }
        else if (name.Length > MaxName)
        {
            yield return new("name", $"The name has {name.Length} characters; {MaxName} are allowed.");
        }
        else if (surroundings.OtherNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            yield return new("name", $"Another policy is called '{name}'. Choose another name.");
        }

        if (document.Description?.Length > MaxDescription)
        {
            yield return new("description", $"The description has {document.Description.Length} characters; {MaxDescription} are allowed.");
        }
    }

    private static IEnumerable<Problem> Places(PolicyDocument document, PolicySurroundings surroundings)
    {
        if (ZoneNames.Problem(document.TimeZone) is { } text)
        {
            yield return new("timeZone", text);
        }

        if (AccountOf(document, surroundings) is null)
        {
            yield return new("account", document.Account is null
                ? "Choose the AWS account to protect."
                : $"The AWS account {document.Account} is not registered in the portal.");
        }

        if (document.Regions.Count == 0)
        {
            yield return new("regions", "Choose at least one Region.");
        }

        for (var i = 0; i < document.Regions.Count; i++)
        {
            var region = document.Regions[i];
            if (string.IsNullOrEmpty(region))
            {
                yield return new($"regions[{i}]", "Name a Region such as eu-central-1.");
            }
            else if (RegionProblem(document, surroundings, region) is { } unknown)
            {
                yield return new($"regions[{i}]", unknown);
            }
            else if (document.Regions.Take(i).Contains(region))
            {
                yield return new($"regions[{i}]", $"The Region {region} is named twice.");
            }
        }
    }

    private static IEnumerable<Problem> SelectionRules(Selection? selection)
    {
        if (selection is null)
        {
            yield return new("selection", "Choose which file systems to protect: all, or selected ones.");
            yield break;
        }

        if (selection is { Mode: SelectionMode.Selected, Include.Count: 0 })
        {
            yield return new("selection.include", "Name at least one file system or tag, or protect all.");
        }

        foreach (var (list, rules) in new[] { ("include", selection.Include), ("exclude", selection.Exclude) })
        {
            for (var i = 0; i < rules.Count; i++)
            {
                if (SelectionRuleProblem(rules[i]) is { } text)
                {
                    yield return new($"selection.{list}[{i}]", text);
                }
            }
        }
    }

    private static string? SelectionRuleProblem(SelectionRule? rule)
    {
        if (rule is null || new object?[] { rule.AwsFileSystemId, rule.AwsVolumeId, rule.Tag }.Count(part => part is not null) != 1)
        {
            return "Name either a file system, a volume or a tag.";
        }

        return rule switch
        {
            { AwsFileSystemId: { } id } when !FileSystemId().IsMatch(id) => $"'{id}' is not a file system id such as fs-0123456789abcdef0.",
            { AwsVolumeId: { } id } when !VolumeId().IsMatch(id) => $"'{id}' is not a volume id such as fsvol-0123456789abcdef0.",
            { Tag: { } tag } when string.IsNullOrEmpty(tag.Key) => "The tag needs a key.",
            _ => null,
        };
    }

    private static IEnumerable<Problem> Extras(PolicyDocument document)
    {
        var tags = document.CustomTags ?? new Dictionary<string, string>();
        if (tags.Count > MaxCustomTags)
        {
            yield return new("customTags", $"There are {tags.Count} custom tags; {MaxCustomTags} are allowed.");
        }

        foreach (var (key, value) in tags)
        {
            if (TagProblem(key, value) is { } text)
            {
                yield return new($"customTags.{key}", text);
            }
        }

        if (document.Retry is { Attempts: < 0 or > MaxAttempts })
        {
            yield return new("retry.attempts", $"Retries are a number from 0 to {MaxAttempts}.");
        }

        if (document.Notifications?.Recipients?.Count > 0)
        {
            yield return new("notifications.recipients", "Notifications are not available yet. Leave the recipients empty.");
        }
    }

    private static string? TagProblem(string key, string? value) => key switch
    {
        _ when key.Length is 0 or > 128 || !TagText().IsMatch(key) =>
            "A tag's key has 1 to 128 letters, digits, spaces and _ . : / = + - @.",
        _ when key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) => "Keys that start with aws: are reserved by AWS.",
        _ when key.StartsWith("fsxp.", StringComparison.OrdinalIgnoreCase) => "Keys that start with fsxp. are the portal's own.",
        _ when value is null || value.Length > 256 || !TagText().IsMatch(value) =>
            "A tag's value has up to 256 letters, digits, spaces and _ . : / = + - @.",
        _ => null,
    };

    [GeneratedRegex(@"^fs-[0-9a-f]{8,}\z")]
    private static partial Regex FileSystemId();

    [GeneratedRegex(@"^fsvol-[0-9a-f]{8,}\z")]
    private static partial Regex VolumeId();

    // The pattern Amazon FSx gives for keys and values of tags.
    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagText();
}
