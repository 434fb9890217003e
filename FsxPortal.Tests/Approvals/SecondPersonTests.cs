using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Inspections;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Approvals;

/// <summary>What needs two people waits for the second one, changes nothing until then, and says what it would do.</summary>
public sealed class SecondPersonTests : ApprovalTests
{
    [StoreTheory]
    [MemberData(nameof(Gated))]
    public async Task Nothing_is_changed_while_it_waits(CommandKind kind)
    {
        await CountAsync();
        var before = await WorldAsync();

        var request = await AskAsync(kind);

        Assert.Equal(before, await WorldAsync());
        Assert.Equal((ApprovalState.Waiting, kind, "Bob", "7f1"), (request.State, request.Command, request.AskedBy, request.Person));
        Assert.Equal(request.AskedAt + FourEyesOptions.UsualLifetime, request.ExpiresAt);
        var entry = Assert.Single(await RecordsAsync());
        Assert.Equal(("Bob", AuditAction.RequestApproval, SubjectKind.Approval, request.Id),
            (entry.Actor, entry.Action, entry.SubjectKind, entry.SubjectId));
        Assert.Equal((request.SubjectName, request.Before, request.After), (entry.SubjectName, entry.Before, entry.After));
        Assert.Contains("waits for a second person", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(["approvals", "audit"], Told);
    }

    [StoreTheory]
    [MemberData(nameof(Gated))]
    public async Task Approved_by_somebody_else_it_is_done_at_once_and_both_are_on_record(CommandKind kind)
    {
        await CountAsync();
        var before = await WorldAsync();
        var request = await AskAsync(kind);

        await Approvals.ApproveAsync(Cleo, request.Id, Cancel);

        Assert.NotEqual(before, await WorldAsync());
        var closed = await RequestAsync(request.Id);
        Assert.Equal((ApprovalState.Approved, "Cleo"), (closed.State, closed.DecidedBy));
        Assert.Equal(
            [
                ("Bob", AuditAction.RequestApproval, AuditOutcome.Done), ("Cleo", AuditActions.Of(kind), AuditOutcome.Done),
                ("Cleo", AuditAction.ApproveRequest, AuditOutcome.Done),
            ],
            await TrailAsync());
        Assert.StartsWith(
            "Bob has asked for it, and Cleo has approved it.", (await RecordsAsync())[1].Reason, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_shorter_retention_says_what_it_costs_and_cuts_it_once_it_is_approved()
    {
        var request = await AskAsync(CommandKind.ChangePolicy);

        Assert.Contains(
            "Backups with the flag D end after 7 days instead of 14 days, also those that exist.", request.Effect.Sentences);
        Assert.Equal((1, 3), (request.Effect.FileSystems, request.Effect.RestorePoints));
        await Approvals.ApproveAsync(Cleo, request.Id, Cancel);

        await using var db = Database.CreateDbContext();
        Assert.Equal(7, (await db.Policies.SingleAsync(policy => policy.Id == Daily.Id, Cancel)).Schedule.Daily!.Retention!.Count);
        Assert.NotEmpty(await db.Promises.Where(promise => promise.PolicyId == Daily.Id).ToListAsync(Cancel));
    }

    [StoreFact]
    public async Task What_cuts_nothing_needs_one_person()
    {
        await CountAsync();
        var policies = Get<PolicyCommands>();

        await policies.ChangeAsync(Bob, Daily.Id, Shorter, null, RetentionWish.AskFirst, Cancel);
        await policies.ChangeAsync(
            Bob, Daily.Id, Shorter with { Description = "For new ones" }, null, new RetentionWish(RetentionChange.NewPoints), Cancel);
        await policies.EnableAsync(Bob, Daily.Id, false, Cancel);
        await policies.CreateAsync(Bob, Daily.Document with { Name = "New" }, null, Cancel);

        Assert.DoesNotContain(AuditAction.RequestApproval, (await RecordsAsync()).Select(entry => entry.Action));
    }

    [StoreFact]
    public async Task A_policy_of_the_id_of_an_earlier_one_cuts_nothing_by_itself()
    {
        await CountAsync();
        await Approvals.ApproveAsync(Cleo, (await AskAsync(CommandKind.RemovePolicy)).Id, Cancel);

        var made = await Get<PolicyCommands>().CreateAsync(Bob, Shorter with { KeepNewest = false }, Daily.Id, Cancel);
        Assert.True(made.Pending!.Newest);
        await Get<PolicyCommands>().MoveAsync(Bob, Daily.Id, 1, Cancel);
        var preview = await Get<PolicyPreviews>().PendingAsync(Scope.Everything, Daily.Id, Cancel);

        await Assert.ThrowsAsync<SecondPersonException>(() =>
            Get<PolicyCommands>().ApproveDeletionsAsync(Bob, Daily.Id, preview.Digest, null, Cancel));
    }

    [StoreFact]
    public async Task Asked_for_twice_it_waits_once()
    {
        var first = await AskAsync(CommandKind.RemovePolicy);
        var again = await AskAsync(CommandKind.RemovePolicy);
        var renamed = await AskAsync(CommandKind.RemovePolicy, Bob with { Name = "Robert" });
        var others = await AskAsync(CommandKind.RemovePolicy, Cleo);

        Assert.Equal((first.Id, first.Id), (again.Id, renamed.Id));
        Assert.NotEqual(first.Id, others.Id);
        Assert.Equal(2, (await RecordsAsync()).Count);
    }

    [StoreFact]
    public async Task Who_asked_cannot_approve_whatever_the_name_and_by_whichever_program()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);
        Actor[] same = [Bob, Bob with { Name = "Robert" }, Bob with { Person = "another" }, Bob with { Name = "BOB", Person = null }];

        foreach (var actor in same)
        {
            var refused = await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.ApproveAsync(actor, request.Id, Cancel));
            Assert.StartsWith("You have asked for it yourself", refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.RejectAsync(actor, request.Id, "No", Cancel));
        }

        Assert.Equal(ApprovalState.Waiting, (await RequestAsync(request.Id)).State);
        Assert.Equal(2 * same.Length, (await RecordsAsync()).Count(entry => entry.Outcome == AuditOutcome.Refused));
    }

    [StoreFact]
    public async Task Who_may_not_do_it_may_not_approve_it_either()
    {
        var account = await AskAsync(CommandKind.RemoveAccount);
        var policy = await AskAsync(CommandKind.RemovePolicy);
        var limited = Cleo with { Scope = new Scope(PortalRoles.Administrator, [Rows.Account]) };

        await Assert.ThrowsAsync<NotAllowedException>(() =>
            Approvals.ApproveAsync(Cleo with { Roles = PortalRoles.Operator }, account.Id, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.ApproveAsync(limited, policy.Id, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.RejectAsync(limited, policy.Id, "No", Cancel));
        await Approvals.ApproveAsync(Cleo with { Roles = PortalRoles.Operator }, policy.Id, Cancel);

        Assert.Equal(ApprovalState.Waiting, (await RequestAsync(account.Id)).State);
    }

    [StoreFact]
    public async Task Rejected_it_stays_undone_and_the_reason_is_kept()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);
        var before = await WorldAsync();
        await Assert.ThrowsAsync<InvalidInputException>(() => Approvals.RejectAsync(Cleo, request.Id, " ", Cancel));

        await Approvals.RejectAsync(Cleo, request.Id, " The audit needs it. ", Cancel);

        var closed = await RequestAsync(request.Id);
        Assert.Equal((ApprovalState.Rejected, "Cleo", "The audit needs it."), (closed.State, closed.DecidedBy, closed.Said));
        Assert.Equal(before, await WorldAsync());
        var refused = await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));
        Assert.Equal("Cleo has rejected the request.", refused.Message);
        Assert.Equal("The audit needs it.", (await RecordsAsync())[^1].Reason);
    }

    [StoreFact]
    public async Task Only_who_asked_withdraws()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.WithdrawAsync(Cleo, request.Id, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Approvals.WithdrawAsync(Bob with { Person = "else" }, request.Id, Cancel));

        await Approvals.WithdrawAsync(Bob with { Name = "Robert" }, request.Id, Cancel);

        Assert.Equal(ApprovalState.Withdrawn, (await RequestAsync(request.Id)).State);
        await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));
        await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.WithdrawAsync(Bob, request.Id, Cancel));
    }

    [StoreFact]
    public async Task What_was_changed_meanwhile_is_not_what_was_asked_for()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);
        await Get<PolicyCommands>().EnableAsync(Bob, Daily.Id, false, Cancel);
        var before = await WorldAsync();

        var refused = await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));

        var closed = await RequestAsync(request.Id);
        Assert.Equal((ApprovalState.Outdated, "Cleo"), (closed.State, closed.DecidedBy));
        Assert.Contains("was changed meanwhile", closed.Said, StringComparison.Ordinal);
        Assert.Contains(closed.Said!, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await WorldAsync());
        Assert.Equal(("Cleo", AuditAction.ApproveRequest, AuditOutcome.Refused), (await TrailAsync()).Last());
    }

    [StoreFact]
    public async Task Nor_are_other_restore_points_those_that_were_shown()
    {
        var request = await AskAsync(CommandKind.ApproveDeletions);
        await using (var db = Database.CreateDbContext())
        {
            var fileSystem = Rows.FileSystem("cat");
            var found = Rows.Point(fileSystem, Rows.Now.AddYears(-8), policy: Off);
            found.Adopt(Rows.Now);
            db.AddRange(fileSystem, found);
            await db.SaveChangesAsync(Cancel);
        }

        await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));

        Assert.Equal(ApprovalState.Outdated, (await RequestAsync(request.Id)).State);
        await using var after = Database.CreateDbContext();
        Assert.Equal(2, await after.RestorePoints.CountAsync(point => point.AwaitsApproval, Cancel));
    }

    [StoreFact]
    public async Task What_is_gone_meanwhile_is_gone()
    {
        var (mine, others) = (await AskAsync(CommandKind.RemoveAccount), await AskAsync(CommandKind.RemoveAccount, Cleo));
        await Approvals.ApproveAsync(Cleo, mine.Id, Cancel);

        await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Bob, others.Id, Cancel));

        Assert.Equal((ApprovalState.Approved, ApprovalState.Outdated),
            ((await RequestAsync(mine.Id)).State, (await RequestAsync(others.Id)).State));
    }

    [StoreFact]
    public async Task Nobody_decides_after_the_last_moment_and_that_is_noted_once()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);
        Time.Advance(FourEyesOptions.UsualLifetime - TimeSpan.FromTicks(1));
        await Get<ApprovalExpiry>().RunAsync(Cancel);
        Assert.Equal(ApprovalState.Waiting, (await RequestAsync(request.Id)).State);

        Time.Advance(TimeSpan.FromTicks(1));
        var refused = await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));
        Assert.StartsWith("The request has expired", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ApprovalClosedException>(() => Approvals.RejectAsync(Cleo, request.Id, "Late", Cancel));
        Assert.Equal(ApprovalState.Waiting, (await RequestAsync(request.Id)).State);

        await Get<ApprovalExpiry>().RunAsync(Cancel);
        await Get<ApprovalExpiry>().RunAsync(Cancel);

        Assert.Equal(ApprovalState.Expired, (await RequestAsync(request.Id)).State);
        Assert.Single(await RecordsAsync(), entry => entry.Action == AuditAction.ExpireRequest);
        Assert.NotEqual(request.Id, (await AskAsync(CommandKind.RemovePolicy)).Id);
    }

    [StoreFact]
    public async Task A_request_that_does_not_exist_is_not_found()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => Approvals.ApproveAsync(Cleo, Rows.NewId(), Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => Approvals.RejectAsync(Cleo, Rows.NewId(), "No", Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => Approvals.WithdrawAsync(Cleo, Rows.NewId(), Cancel));
    }
}
