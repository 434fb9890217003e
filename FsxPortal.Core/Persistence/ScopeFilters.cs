using System.Linq.Expressions;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FsxPortal.Core.Persistence;

/// <summary>Which rows belong to which AWS account, for contexts that show some accounts only.</summary>
/// <remarks>They are part of the model: a query that forgets whom it answers shows too little, never too much.</remarks>
internal static class ScopeFilters
{
    // An account's number, at the beginning of a lane.
    private const int Digits = 12;

    /// <summary>Filters every table of which some rows are one account's, and empties those that are nobody's in particular.</summary>
    public static void Apply(ModelBuilder model, PortalDb db)
    {
        Filter<AwsAccount>(model, row => db.Shown.Contains(row.AwsAccountId));
        Filter<FileSystem>(model, row => db.Shown.Contains(row.AwsAccount));
        Filter<Vault>(model, row => db.Shown.Contains(row.AwsAccount));
        Filter<Policy>(model, row => db.Shown.Contains(row.AwsAccount));
        Filter<Session>(model, row => db.Shown.Contains(row.AwsAccount!));
        Filter<WorkItem>(model, row => db.Shown.Contains(row.Lane.Substring(0, Digits)));
        Filter<AwsJobRun>(model, row => db.Tasks.Any(task => task.Id == row.ItemId));
        Filter<LogEntry>(model, row => db.Sessions.Any(session => session.Id == row.SessionId));
        Filter<OutboxMessage>(model, row => db.Sessions.Any(session => session.Id == row.SessionId));
        Filter<RestorePoint>(model, row => db.FileSystems.Any(fileSystem => fileSystem.Id == row.FileSystemId));
        Filter<Promise>(model, row => db.FileSystems.Any(fileSystem => fileSystem.Id == row.FileSystemId));
        Filter<Thaw>(model, row => db.FileSystems.Any(fileSystem => fileSystem.Id == row.FileSystemId));
        Filter<RetentionRequest>(model, row => db.FileSystems.Any(fileSystem => fileSystem.Id == row.FileSystemId));
        Filter<ProtectionRecord>(model, row => db.Shown.Contains(row.AwsAccount));
        Filter<LaneRecord>(model, row => db.Shown.Contains(row.Key.Substring(0, Digits)));
        Filter<CommandRecord>(model, _ => false);
        Filter<AuditEntry>(model, row => db.Shown.Contains(row.AwsAccount!));
        Filter<AuditHead>(model, _ => false);
        Filter<ApprovalRequest>(model, row => db.Shown.Contains(row.AwsAccount!));
        Filter<SignIn>(model, _ => false);
        Filter<Setting>(model, _ => false);
    }

    private static void Filter<T>(ModelBuilder model, Expression<Func<T, bool>> filter)
        where T : class => model.Entity<T>().HasQueryFilter(filter);
}

/// <summary>Keeps the model with filters apart from the one without: who sees everything pays nothing for them.</summary>
internal sealed class ScopeModelKeys : IModelCacheKeyFactory
{
    /// <inheritdoc/>
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((PortalDb)context).IsLimited, designTime);
}
