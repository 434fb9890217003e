using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.FileSystems.Listing;

/// <summary>What can be chosen to narrow the list down: what the fleet has.</summary>
public sealed record ListChoices
{
    // More than that nobody reads in a list of proposals; any tag may be typed all the same.
    private const int _mostTags = 100;

    public IReadOnlyList<(string Value, string Word)> Accounts { get; private init; } = [];

    public IReadOnlyList<string> Regions { get; private init; } = [];

    public IReadOnlyList<(string Value, string Word)> Policies { get; private init; } = [];

    /// <summary>How many policies are too many to be listed; the page of policies leads to their file systems.</summary>
    public int MorePolicies { get; private init; }

    /// <summary>The most frequent tags, as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Tags { get; private init; } = [];

    /// <summary>What <paramref name="lines"/> leave to choose.</summary>
    public static ListChoices Of(
        IReadOnlyList<FileSystemLine> lines, IReadOnlyDictionary<string, string> accounts, PolicyNames policies) => new()
        {
            Accounts = [.. lines.Select(line => line.AwsAccount).Union(accounts.Keys)
            .Select(account => (account, accounts.GetValueOrDefault(account, account)))
            .OrderBy(account => account.Item2, StringComparer.OrdinalIgnoreCase)],
            Regions = [.. lines.Select(line => line.Region).Distinct().Order(StringComparer.Ordinal)],
            Policies = [.. policies.Names.Select(policy => (policy.Id.ToString(), policy.Name))],
            MorePolicies = policies.Others,
            Tags = [.. lines.SelectMany(line => line.Tags).Where(tag => tag.Key != "Name").CountBy(tag => $"{tag.Key}={tag.Value}")
            .OrderByDescending(tag => tag.Value).Take(_mostTags).Select(tag => tag.Key).Order(StringComparer.Ordinal)],
        };
}
