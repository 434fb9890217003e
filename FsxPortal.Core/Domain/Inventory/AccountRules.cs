using System.Text.RegularExpressions;

namespace FsxPortal.Core.Domain.Inventory;

/// <summary>What somebody has typed of an account.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="AwsAccount">Its twelve digits.</param>
/// <param name="RoleArn">The role to assume; none for the portal's own credentials.</param>
/// <param name="Regions">Where it is looked at.</param>
public sealed record AccountInput(string? Name, string? AwsAccount, string? RoleArn, IReadOnlyList<string>? Regions);

/// <summary>Says everything that is wrong with what was typed of an account.</summary>
public static partial class AccountRules
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 127;

    /// <summary>The most Regions: some more than AWS has.</summary>
    public const int MaxRegions = 60;

    private const int MaxRegionName = 40;

    /// <summary>Checks every field.</summary>
    /// <returns>One problem for each wrong field, in the order of the form; none if it can be saved.</returns>
    public static IReadOnlyList<Problem> Validate(AccountInput input) => [.. Identity(input), .. Places(input.Regions)];

    /// <summary>What is wrong with credentials, by what AWS says of whoever uses them; none if nothing is.</summary>
    /// <param name="awsAccount">The account they shall be for.</param>
    /// <param name="found">The account that they belong to.</param>
    public static string? ForeignCredentials(string awsAccount, string? found) => found == awsAccount ? null
        : $"The credentials are those of the account {found}.";

    /// <summary>What to do where the credentials are not the account's.</summary>
    public static string RemedyOf(string awsAccount) => $"Give the account a role in {awsAccount} that the portal may assume.";

    /// <summary>Which Regions cannot be taken away from an account.</summary>
    /// <param name="regions">The Regions it shall have.</param>
    /// <param name="used">What uses a Region, by name and Region.</param>
    public static IEnumerable<Problem> Leaving(IReadOnlyList<string> regions, IEnumerable<(string Policy, string Region)> used) =>
        used.Where(use => !regions.Contains(use.Region)).DistinctBy(use => use.Region).Select(use => new Problem(
            "regions", $"The policy '{use.Policy}' uses the Region {use.Region}. Change or remove the policy first."));

    private static IEnumerable<Problem> Identity(AccountInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Length > MaxName)
        {
            yield return new("name", $"Give the account a name of up to {MaxName} characters.");
        }
        else if (PlainText.LineRefusal(input.Name) is { } refusal)
        {
            yield return new("name", refusal);
        }

        if (input.AwsAccount is null || !AccountId().IsMatch(input.AwsAccount))
        {
            yield return new("awsAccount", "An AWS account id has twelve digits.");
        }

        if (input.RoleArn is not null && !IsRoleOf(input))
        {
            yield return new("roleArn", "The role is an ARN such as "
                + $"{SampleRole(input)}, in the same account and partition.");
        }
    }

    private static IEnumerable<Problem> Places(IReadOnlyList<string>? regions)
    {
        if (regions is null or { Count: 0 })
        {
            yield return new("regions", "Name at least one Region.");
            yield break;
        }

        if (regions.Count > MaxRegions)
        {
            yield return new("regions", $"There are {regions.Count} Regions; {MaxRegions} are allowed.");
            yield break;
        }

        for (var i = 0; i < regions.Count; i++)
        {
            if (regions[i] is not { Length: <= MaxRegionName } || !Region().IsMatch(regions[i]))
            {
                yield return new($"regions[{i}]", $"'{Shown(regions[i])}' is not a Region such as eu-central-1.");
            }
            else if (AwsAccount.PartitionOf(regions[i]) != AwsAccount.PartitionOf(regions[0] ?? ""))
            {
                yield return new(
                    $"regions[{i}]", $"{regions[i]} and {regions[0]} belong to different partitions of AWS, which share no accounts.");
            }
        }
    }

    private static bool IsRoleOf(AccountInput input) =>
        Arn.TryParse(input.RoleArn, out var role) && role is { Service: "iam", Region: "" } && role.Account == input.AwsAccount
            && role.Partition == PartitionOf(input) && RoleName().IsMatch(role.Resource);

    private static string SampleRole(AccountInput input) =>
        $"arn:{PartitionOf(input)}:iam::{(AccountId().IsMatch(input.AwsAccount ?? "") ? input.AwsAccount : "111122223333")}:role/FsxPortal";

    private static string PartitionOf(AccountInput input) => AwsAccount.PartitionOf(input.Regions is [{ } first, ..] ? first : "");

    private static string? Shown(string? region) => region is { Length: > MaxRegionName } ? region[..MaxRegionName] + "…" : region;

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]+\z")]
    private static partial Regex Region();

    // What IAM allows for the path and the name of a role.
    [GeneratedRegex(@"^role/[A-Za-z0-9_+=,.@/-]{1,512}\z")]
    private static partial Regex RoleName();
}
