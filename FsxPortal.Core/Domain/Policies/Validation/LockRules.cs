using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>Says whether a locked vault takes what a policy would put into it.</summary>
public static class LockRules
{
    // The months after it are as long as months get, leap day included.
    private static readonly DateTimeOffset _longest = new(2023, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Why AWS would refuse restore points that last so long; none if it takes them.</summary>
    /// <param name="vaultLock">The lock.</param>
    /// <param name="periods">The periods of all flags; without any, restore points are kept for ever.</param>
    public static string? Refusal(VaultLock vaultLock, IReadOnlyCollection<Period> periods) => vaultLock.MaxDays is not { } most ? null
        : periods.Count == 0 ? $"it takes no restore points that are kept for ever, but {most} days at most"
        : periods.MaxBy(DaysOf) is { } longest && DaysOf(longest) > most
        ? $"it takes restore points for {most} days at most, and the policy keeps some for {longest}"
        : null;

    private static long DaysOf(Period period) => period.Unit == PeriodUnit.Days
        ? period.Count
        : (long)(period.After(_longest, TimeZoneInfo.Utc) - _longest).TotalDays;
}
