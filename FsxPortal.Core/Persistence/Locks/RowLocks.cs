using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Locks;

/// <summary>Holds rows for the rest of a transaction, so that two nodes cannot both decide on what neither has seen of the other.</summary>
/// <remarks>
/// Rows are taken in the order of their keys: transactions that want the same ones wait for each other instead of blocking each other
/// for good. On SQLite a transaction that may write is alone from its first statement, and there is nothing to take.
/// </remarks>
public static class RowLocks
{
    /// <summary>Holds an account: whoever changes or removes it does so alone.</summary>
    public static Task TakeAccountAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        TakeAsync(db, $"""SELECT 1 FROM account WHERE "Id" = {id} FOR UPDATE""", cancel);

    /// <summary>Keeps an account as it is, together with others who want the same: whoever changes or removes it waits.</summary>
    public static Task ShareAccountAsync(PortalDb db, string? awsAccount, CancellationToken cancel) =>
        TakeAsync(db, $"""SELECT 1 FROM account WHERE "AwsAccountId" = {awsAccount ?? ""} FOR SHARE""", cancel);

    /// <summary>Holds policies: whoever starts, schedules or removes one does so alone.</summary>
    public static Task TakePoliciesAsync(PortalDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        Guid[] wanted = [.. ids];
        return TakeAsync(db, $"""SELECT 1 FROM policy WHERE "Id" = ANY({wanted}) ORDER BY "Id" FOR UPDATE""", cancel);
    }

    /// <summary>Holds the list of policies: whoever gives a name or a priority does so alone, and sees all that were given before.
    /// Taken before any policy of the list.</summary>
    public static Task TakePolicyListAsync(PortalDb db, CancellationToken cancel) =>
        TakeAsync(db, $"SELECT pg_advisory_xact_lock(hashtextextended('policies', 0))", cancel);

    /// <summary>Keeps policies as they are, together with others who want the same: whoever edits or removes one waits.</summary>
    public static Task SharePoliciesAsync(PortalDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        Guid[] wanted = [.. ids];
        return TakeAsync(db, $"""SELECT 1 FROM policy WHERE "Id" = ANY({wanted}) ORDER BY "Id" FOR SHARE""", cancel);
    }

    /// <summary>Holds the end of the audit trail. Taken after everything else, so that whoever holds it waits for nobody.</summary>
    public static Task TakeAuditAsync(PortalDb db, CancellationToken cancel) =>
        TakeAsync(db, $"SELECT pg_advisory_xact_lock(hashtextextended('audit', 0))", cancel);

    /// <summary>Holds a request: whoever decides on it does so alone. Taken before all that it is about.</summary>
    public static Task TakeApprovalAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        TakeAsync(db, $"""SELECT 1 FROM approval_request WHERE "Id" = {id} FOR UPDATE""", cancel);

    /// <summary>Holds the list of requests: whoever asks for something does so alone, and sees what waits already.</summary>
    public static Task TakeApprovalListAsync(PortalDb db, CancellationToken cancel) =>
        TakeAsync(db, $"SELECT pg_advisory_xact_lock(hashtextextended('approvals', 0))", cancel);

    /// <summary>Holds a session: whoever ends it does so alone. Lines may be added to its log meanwhile.</summary>
    public static Task TakeSessionAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        TakeAsync(db, $"""SELECT 1 FROM session WHERE "Id" = {id} FOR NO KEY UPDATE""", cancel);

    /// <summary>Holds lanes.</summary>
    public static Task TakeLanesAsync(PortalDb db, IEnumerable<string> keys, CancellationToken cancel)
    {
        string[] wanted = [.. keys];
        return TakeAsync(db, $"""SELECT 1 FROM lane WHERE "Key" = ANY({wanted}) ORDER BY "Key" FOR UPDATE""", cancel);
    }

    /// <summary>Holds the counted rows of file systems.</summary>
    public static Task TakeProtectionAsync(PortalDb db, IEnumerable<Guid> fileSystemIds, CancellationToken cancel)
    {
        Guid[] wanted = [.. fileSystemIds];
        return TakeAsync(
            db, $"""SELECT 1 FROM protection WHERE "FileSystemId" = ANY({wanted}) ORDER BY "FileSystemId" FOR UPDATE""", cancel);
    }

    private static Task TakeAsync(PortalDb db, FormattableString statement, CancellationToken cancel) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync(statement, cancel) : Task.CompletedTask;
}
