using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>What there is of a file system when a policy is previewed.</summary>
/// <param name="FileSystem">The file system.</param>
/// <param name="Owner">The policy that would own it; none if no policy would.</param>
/// <param name="Backups">Its restore points that are no copies.</param>
/// <param name="Copies">Its copies.</param>
/// <param name="LastCopyAt">When the newest was made; none if there is none.</param>
public sealed record Stock(FileSystem FileSystem, Policy? Owner, int Backups, int Copies, DateTimeOffset? LastCopyAt);

/// <summary>Says what will surprise an administrator who saves a policy: locks, quotas, and copies that are full again.</summary>
public static class PolicyWarnings
{
    /// <summary>All warnings about <paramref name="policy"/>, in plain sentences.</summary>
    /// <param name="policy">The policy as it would be.</param>
    /// <param name="saved">Its document as it is; none for a new policy.</param>
    /// <param name="fleet">What there is of each file system.</param>
    /// <param name="vaults">The vaults of all accounts.</param>
    /// <param name="now">The instant.</param>
    public static IEnumerable<string> Of(
        Policy policy, PolicyDocument? saved, IReadOnlyList<Stock> fleet, IReadOnlyList<Vault> vaults, DateTimeOffset now) =>
        [.. Locks(policy, vaults), .. Doubts(policy), .. Quotas(policy, fleet, now), .. FullCopies(policy, saved, fleet, vaults, now)];

    private static IEnumerable<string> Locks(Policy policy, IReadOnlyList<Vault> vaults)
    {
        var targets = (policy.Document.Copies ?? new Dictionary<string, CopyTarget>()).Values.Select(target =>
            (target.Region, Name: target.Vault));
        var used = policy.Document.Vaults.Select(pair => ((string?)pair.Key, Name: (string?)pair.Value)).Concat(targets).Distinct();
        foreach (var (region, name) in used)
        {
            if (vaults.FirstOrDefault(vault =>
                vault.AwsAccount == policy.Document.Account && vault.Region == region && vault.Name == name) is { Lock: { } vaultLock })
            {
                var least = vaultLock.MinDays is { } days ? $", after {days} days at the earliest" : "";
                yield return $"The vault '{name}' in {region} is locked: nobody can delete its restore points, and a later edit does "
                    + $"not shorten their lives. AWS deletes each itself when its last flag ends{least}.";
            }
        }
    }

    private static IEnumerable<string> Doubts(Policy policy) => (policy.Document.Copies ?? new Dictionary<string, CopyTarget>())
        .Where(pair => pair.Value.Region is not null).Select(pair => Capabilities.CopyDoubt(pair.Key, pair.Value.Region!)).OfType<string>();

    private static IEnumerable<string> Quotas(Policy policy, IReadOnlyList<Stock> fleet, DateTimeOffset now)
    {
        var (backups, copies) = (Standing(policy, RestorePointKind.Backup, now), Standing(policy, RestorePointKind.Copy, now));
        var expected = new SortedDictionary<(string Region, FileSystemType Type), long>();
        foreach (var stock in fleet.Where(stock => stock.FileSystem.AwsAccount == policy.Document.Account))
        {
            var isOurs = stock.Owner?.Id == policy.Id && Capabilities.BackupRefusal(stock.FileSystem.Facts) is null;
            Add(stock.FileSystem.Region, stock.FileSystem.Type, isOurs ? backups : stock.Backups);
            if (stock.Owner?.CopyTargetOf(stock.FileSystem.Region) is { } target)
            {
                Add(target.Region!, stock.FileSystem.Type, isOurs && Capabilities.CopyRefusal(stock.FileSystem.Facts) is null ? copies
                    : stock.Copies);
            }
        }

        foreach (var ((region, type), count) in expected.Where(pair => BackupQuota.IsNear(pair.Key.Type, pair.Value)))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"About {count:N0} backups of {type} would stand in {region}; AWS begins with {BackupQuota.Of(type):N0} for an account "
                    + $"and Region. Ask AWS for more, or keep fewer.");
        }

        void Add(string region, FileSystemType type, long count) =>
            expected[(region, type)] = expected.GetValueOrDefault((region, type)) + count;
    }

    /// <summary>How many restore points of each file system stand once the policy has run for as long as it keeps them.</summary>
    public static int Standing(Policy policy, RestorePointKind kind, DateTimeOffset now)
    {
        var rules = policy.RulesOf(kind);
        if (rules.Periods.Count == 0)
        {
            return 0;
        }

        var begin = rules.Periods.Values.Min(period => (period with { Count = -period.Count }).After(now, policy.Zone)).AddDays(-1);
        return Occurrences.Between(policy.Schedule, policy.Zone, begin, now)
            .Count(run =>
                rules.EndsFor(kind == RestorePointKind.Copy ? run.CopyFlags : run.Flags, run.Slot)
                    .Any(end => end.Until is null || now < end.Until));
    }

    // AWS copies only changes as long as an earlier copy is there, encrypted with the same key.
    private static IEnumerable<string> FullCopies(
        Policy policy, PolicyDocument? saved, IReadOnlyList<Stock> fleet, IReadOnlyList<Vault> vaults, DateTimeOffset now)
    {
        var next = Occurrences.Between(policy.Schedule, policy.Zone, now, now.AddYears(2))
            .FirstOrDefault(run => run.CopyFlags != GfsFlags.None);
        return next is null ? [] : fleet
            .Where(stock => stock.Owner?.Id == policy.Id && Capabilities.BackupRefusal(stock.FileSystem.Facts) is null
                && Capabilities.CopyRefusal(stock.FileSystem.Facts) is null && policy.CopyTargetOf(stock.FileSystem.Region) is not null)
            .GroupBy(stock =>
                IsOver(policy, stock, next.Slot) ? "no earlier copy will be there then"
                    : Moved(policy, saved, stock.FileSystem.Region, vaults))
            .Where(full => full.Key is not null)
            .Select(full => $"The next copy will be full for {Count(full.Count())}, such as {full.First().FileSystem.Name}: {full.Key}.");
    }

    // Why the copies there are of no use to the new target.
    private static string? Moved(Policy policy, PolicyDocument? saved, string region, IReadOnlyList<Vault> vaults)
    {
        if (saved?.Copies?.GetValueOrDefault(region) is not { } before || policy.CopyTargetOf(region) is not { } target)
        {
            return null;
        }

        return before.Region != target.Region ? $"the earlier ones lie in {before.Region}"
            : KeyOf(before) is { } old && KeyOf(target) is { } key && old != key
            ? $"the vault '{target.Vault}' has another key than '{before.Vault}', where the earlier ones lie"
            : null;

        string? KeyOf(CopyTarget copies) =>
            vaults.FirstOrDefault(vault =>
                vault.AwsAccount == policy.Document.Account && vault.Region == copies.Region && vault.Name == copies.Vault)?.KeyArn;
    }

    private static bool IsOver(Policy policy, Stock stock, DateTimeOffset slot) => stock is not { Copies: > 0, LastCopyAt: { } last }
        || (!policy.Document.KeepNewest
            && policy.RulesOf(RestorePointKind.Copy).Periods.Values.All(period => period.After(last, policy.Zone) <= slot));

    private static string Count(int number) => number == 1 ? "1 file system" : $"{number} file systems";
}
