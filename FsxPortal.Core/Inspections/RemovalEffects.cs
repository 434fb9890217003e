using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Inspections;

/// <summary>Says what it means that something is removed.</summary>
internal static class RemovalEffects
{
    /// <summary>That a policy is.</summary>
    public static async Task<ApprovalEffect> OfPolicyAsync(PortalDb db, Guid id, CancellationToken cancel)
    {
        var runs = await db.Sessions.CountAsync(session => session.PolicyId == id && session.EndedAt == null, cancel);
        var (fileSystems, points) = await CountAsync(db.Protection.Where(row => row.PolicyId == id && !row.IsGone), cancel);
        return new ApprovalEffect(
            [
                fileSystems == 1 ? "One file system is no longer backed up by it."
                    : $"{fileSystems} file systems are no longer backed up by it.",
                "Restore points stay, and end when they were promised to.",
                .. Ending(runs),
            ],
            fileSystems, points, 0);
    }

    /// <summary>That an account is.</summary>
    public static async Task<ApprovalEffect> OfAccountAsync(PortalDb db, string awsAccount, CancellationToken cancel)
    {
        var runs = await db.Sessions.CountAsync(session => session.AwsAccount == awsAccount && session.EndedAt == null, cancel);
        var (fileSystems, points) = await CountAsync(db.Protection.Where(row => row.AwsAccount == awsAccount && !row.IsGone), cancel);
        return new ApprovalEffect(
            [
                $"The portal no longer reads the account {awsAccount}, and deletes nothing there: what retention was to delete stays in AWS.",
                .. Ending(runs),
            ],
            fileSystems, points, 0);
    }

    private static async Task<(int FileSystems, long RestorePoints)> CountAsync(
        IQueryable<ProtectionRecord> rows, CancellationToken cancel) =>
        (await rows.CountAsync(cancel), await rows.SumAsync(row => (long)row.RestorePoints, cancel));

    private static IEnumerable<string> Ending(int runs) => runs switch
    {
        0 => [],
        1 => ["One session that runs is stopped."],
        _ => [$"{runs} sessions that run are stopped."],
    };
}
