using FsxPortal.Components.Texts;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.FileSystems.Listing;

/// <summary>The wanted lines, in their order and groups.</summary>
/// <param name="Entries">The rows, with those of closed groups left out.</param>
/// <param name="Count">How many file systems are wanted, also those in closed groups.</param>
/// <param name="Total">How many there are.</param>
public sealed record ListSheet(List<ListEntry> Entries, int Count, int Total)
{
    /// <summary>Whether policies own some of the wanted file systems: their protection is as of a listing of vaults.</summary>
    public bool IsOwned { get; private init; }

    /// <summary>As of when the protection of all of them is known; none where a vault of one was never listed to its end.</summary>
    public DateTimeOffset? AsOf { get; private init; }

    /// <summary>Chooses, sorts and groups lines.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="accounts">The names of accounts by their number.</param>
    /// <param name="closed">The keys of closed groups.</param>
    /// <param name="noPolicy">What the group is called that no policy owns.</param>
    public static ListSheet Of(
        IReadOnlyList<FileSystemLine> lines, ListWish wish, IReadOnlyDictionary<string, string> accounts, IReadOnlySet<string> closed,
        string noPolicy)
    {
        var wanted = Sorted(lines.Where(wish.Wants), wish.Sort).ToList();
        var owned = wanted.FindAll(line => line.PolicyId is not null);
        return new ListSheet(EntriesOf(wanted, wish.Group, accounts, closed, noPolicy), wanted.Count, lines.Count)
        {
            IsOwned = owned.Count > 0,
            AsOf = owned.Exists(line => line.AsOf is null) ? null : owned.Min(line => line.AsOf),
        };
    }

    private static List<ListEntry> EntriesOf(
        List<FileSystemLine> wanted, Grouping grouping, IReadOnlyDictionary<string, string> accounts, IReadOnlySet<string> closed,
        string noPolicy)
    {
        if (grouping == Grouping.None)
        {
            return [.. wanted.Select((line, before) => new ListEntry(before + 1, null, line))];
        }

        var entries = new List<ListEntry>();
        foreach (var (key, title, members) in Grouped(wanted, grouping, accounts, noPolicy))
        {
            var group = new ListGroup(key, title, members.Count, !closed.Contains(key));
            entries.Add(new ListEntry(entries.Count + 1, group, null));
            if (group.IsOpen)
            {
                entries.AddRange(members.Select((line, before) => new ListEntry(entries.Count + before + 1, null, line)).ToList());
            }
        }

        return entries;
    }

    // Who was never backed up comes first among the oldest backups; who will not run comes last among the next runs.
    private static IEnumerable<FileSystemLine> Sorted(IEnumerable<FileSystemLine> lines, string sort)
    {
        var byName = lines.OrderBy(line => line.Name, StringComparer.OrdinalIgnoreCase).ThenBy(line => line.Id);
        return sort switch
        {
            "-name" => byName.Reverse(),
            "backup" => byName.OrderBy(line => line.LastBackupAt ?? DateTimeOffset.MinValue),
            "-backup" => byName.OrderByDescending(line => line.LastBackupAt ?? DateTimeOffset.MinValue),
            "next" => byName.OrderBy(line => line.NextRunAt ?? DateTimeOffset.MaxValue),
            "-next" => byName.OrderByDescending(line => line.NextRunAt ?? DateTimeOffset.MinValue),
            _ => byName,
        };
    }

    private static IEnumerable<(string Key, string Title, List<FileSystemLine> Members)> Grouped(
        IEnumerable<FileSystemLine> lines, Grouping grouping, IReadOnlyDictionary<string, string> accounts, string noPolicy) =>
            grouping switch
            {
                Grouping.Account => lines.GroupBy(line => line.AwsAccount)
                    .Select(group =>
                        (group.Key, accounts.TryGetValue(group.Key, out var name) ? $"{name} ({group.Key})" : group.Key, group.ToList()))
                    .OrderBy(group => group.Item2, StringComparer.OrdinalIgnoreCase),
                Grouping.Region => lines.GroupBy(line => line.Region).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Key, group.ToList())),
                Grouping.Policy => lines.GroupBy(line => line.PolicyId)
                    .OrderBy(group => group.Key is null).ThenBy(group => group.First().PolicyName, StringComparer.OrdinalIgnoreCase)
                    .Select(group => (group.Key?.ToString() ?? ListWish.NoPolicy, group.First().PolicyName ?? noPolicy, group.ToList())),
                _ => lines.GroupBy(line => line.State).OrderBy(group => group.Key)
                    .Select(group => (group.Key.ToString(), Look.Of(group.Key).Word, group.ToList())),
            };
}
