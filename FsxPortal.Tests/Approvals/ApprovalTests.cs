using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Inspections;
using FsxPortal.Tests.Commands;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Approvals;

/// <summary>A test of a portal that wants a second person for all that one can be asked for.</summary>
public abstract class ApprovalTests : CommandTests
{
    /// <summary>Who asks.</summary>
    protected static readonly Actor Bob = new("Bob", PortalRoles.Administrator) { Person = "7f1" };

    /// <summary>Who approves.</summary>
    protected static readonly Actor Cleo = new("Cleo", PortalRoles.Administrator) { Person = "c1e" };

    protected override IReadOnlyList<FourEyes> TwoFor => Enum.GetValues<FourEyes>();

    protected ApprovalCommands Approvals => Get<ApprovalCommands>();

    /// <summary>Daily backups as they are, kept for half as long.</summary>
    protected PolicyDocument Shorter => Daily.Document with
    {
        Schedule = new Schedule
        {
            Daily = Daily.Document.Schedule!.Daily! with { Retention = new Period(7, PeriodUnit.Days) },
        },
    };

    public static TheoryData<CommandKind> Gated =>
        [CommandKind.ChangePolicy, CommandKind.ApproveDeletions, CommandKind.RemovePolicy, CommandKind.RemoveAccount];

    /// <summary>Has somebody ask for what needs a second person.</summary>
    /// <returns>The request that waits.</returns>
    protected async Task<ApprovalRequest> AskAsync(CommandKind kind, Actor? actor = null)
    {
        var waits = await Assert.ThrowsAsync<SecondPersonException>(() => GiveAsync(kind, actor ?? Bob));
        return await RequestAsync(waits.RequestId);
    }

    /// <summary>Gives such a command.</summary>
    protected async Task GiveAsync(CommandKind kind, Actor actor)
    {
        await CountAsync();
        await (kind switch
        {
            CommandKind.ChangePolicy => Get<PolicyCommands>().ChangeAsync(actor, Daily.Id, Shorter, null, await ShorteningAsync(), Cancel),
            CommandKind.ApproveDeletions => Get<PolicyCommands>().ApproveDeletionsAsync(
                actor, Off.Id, (await Get<PolicyPreviews>().PendingAsync(Scope.Everything, Off.Id, Cancel)).Digest, null, Cancel),
            CommandKind.RemovePolicy => Get<PolicyCommands>().RemoveAsync(actor, Daily.Id, null, Cancel),
            _ => Get<AccountCommands>().RemoveAsync(actor, Spare.Id, null, Cancel),
        });
    }

    protected async Task<RetentionWish> ShorteningAsync() => new(
        RetentionChange.Approved,
        (await Get<PolicyPreviews>().ReadAsync(Scope.Everything, Shorter, Daily.Id, RetentionChange.Approved, Cancel)).Digest);

    /// <summary>What the portal counts of file systems, as it does from its start on.</summary>
    protected async Task CountAsync()
    {
        await using var db = Database.CreateDbContext();
        await ProtectionBook.VerifyAsync(db, Cancel);
    }

    protected async Task<ApprovalRequest> RequestAsync(Guid id)
    {
        await using var db = Database.CreateDbContext();
        return await db.Approvals.AsNoTracking().SingleAsync(request => request.Id == id, Cancel);
    }

    /// <summary>All that commands may change, as text.</summary>
    protected async Task<string> WorldAsync()
    {
        await using var db = Database.CreateDbContext();
        var policies = await db.Policies.AsNoTracking().OrderBy(policy => policy.Id).ToListAsync(Cancel);
        var points = await db.RestorePoints.OrderBy(point => point.Id).Select(point => new { point.Id, point.AwaitsApproval })
            .ToListAsync(Cancel);
        var sessions = await db.Sessions.OrderBy(session => session.Id).Select(session => new { session.Id, session.State })
            .ToListAsync(Cancel);
        return string.Join(
            '\n',
            [
                .. policies.Select(policy => $"{policy.Name} {policy.Version} {policy.Pending} {PolicyJson.Write(policy.Document)}"),
                .. points.Select(point => $"{point}"),
                $"{await db.Promises.CountAsync(Cancel)} {await db.Accounts.CountAsync(Cancel)}",
                .. sessions.Select(session => $"{session}"),
            ]);
    }

    /// <summary>What the trail says since, in short.</summary>
    protected async Task<IEnumerable<(string Actor, AuditAction Action, AuditOutcome Outcome)>> TrailAsync() =>
        (await RecordsAsync()).Select(entry => (entry.Actor, entry.Action, entry.Outcome));
}
