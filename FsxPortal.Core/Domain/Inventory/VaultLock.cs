namespace FsxPortal.Core.Domain.Inventory;

/// <summary>The lock of a vault: nobody deletes its restore points; AWS does it
/// itself when the lifecycle they were made with ends.</summary>
/// <param name="MinDays">The fewest days a restore point stays; none for no limit.</param>
/// <param name="MaxDays">The most days a restore point may stay; none for no limit.</param>
/// <remarks>Source: AWS Backup, "Vault Lock". AWS counts from the creation of the
/// restore point, a copy's from that of its source.</remarks>
public sealed record VaultLock(long? MinDays, long? MaxDays)
{
    /// <summary>The days that AWS has to be told, so that it deletes a restore point when its last flag has ended and not before.</summary>
    /// <param name="ends">When each flag ends; none for one that never does.</param>
    /// <param name="start">When the job of the backup starts.</param>
    /// <returns>None for a restore point that stays for ever.</returns>
    public long? DaysFor(IEnumerable<DateTimeOffset?> ends, DateTimeOffset start)
    {
        var all = ends.ToList();
        if (all.Count == 0 || all.Contains(null))
        {
            return null;
        }

        // An hour that summer time adds must not carry a period over the longest one the vault takes.
        var days = Math.Max((long)Math.Ceiling((all.Max()!.Value - start).TotalDays), Math.Max(1, MinDays ?? 1));
        return MaxDays is { } most ? Math.Min(days, most) : days;
    }
}
