using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Approvals;

/// <summary>Two people at once, and a portal that dies between what one of them does and what it says.</summary>
public sealed class ApprovalRaceTests : ApprovalTests
{
    private const int Times = 6;

    private static readonly Actor[] Others =
    [
        .. Enumerable.Range(0, Times)
            .Select(number => new Actor($"Second {number}", PortalRoles.Administrator) { Person = $"p{number}" }),
    ];

    [StoreTheory]
    [InlineData(CommandKind.RemovePolicy)]
    [InlineData(CommandKind.RemoveAccount)]
    [InlineData(CommandKind.ChangePolicy)]
    public async Task Of_many_who_approve_at_once_one_carries_it_out(CommandKind kind)
    {
        var request = await AskAsync(kind);

        var answers = await AtOnceAsync(Others.Select<Actor, Func<Task>>(actor => () => Approvals.ApproveAsync(actor, request.Id, Cancel)));

        Assert.Single(answers, failure => failure is null);
        Assert.All(answers.OfType<Exception>(), failure => Assert.IsType<ApprovalClosedException>(failure));
        Assert.Equal(ApprovalState.Approved, (await RequestAsync(request.Id)).State);
        Assert.Single(await RecordsAsync(), entry => entry.Action == AuditActions.Of(kind));
        Assert.Single(await RecordsAsync(), entry => entry.Action == AuditAction.ApproveRequest);
    }

    [StoreFact]
    public async Task Approved_and_rejected_at_once_it_is_one_of_the_two()
    {
        var request = await AskAsync(CommandKind.RemovePolicy);

        var answers = await AtOnceAsync(
        [
            () => Approvals.ApproveAsync(Others[0], request.Id, Cancel), () => Approvals.RejectAsync(Others[1], request.Id, "No", Cancel),
            () => Approvals.WithdrawAsync(Bob, request.Id, Cancel),
        ]);

        Assert.Single(answers, failure => failure is null);
        var state = (await RequestAsync(request.Id)).State;
        await using var db = Database.CreateDbContext();
        Assert.Equal(state == ApprovalState.Approved, !await db.Policies.AnyAsync(policy => policy.Id == Daily.Id, Cancel));
    }

    [StoreFact]
    public async Task Asked_for_many_times_at_once_it_waits_once()
    {
        await CountAsync();

        var answers = await AtOnceAsync(Enumerable.Repeat(() => Get<AccountCommands>().RemoveAsync(Bob, Spare.Id, null, Cancel), Times));

        Assert.Single(answers.Select(failure => Assert.IsType<SecondPersonException>(failure).RequestId).Distinct());
        Assert.Single(await RecordsAsync());
    }

    [StoreTheory]
    [MemberData(nameof(Gated))]
    public async Task What_cannot_be_recorded_is_neither_carried_out_nor_approved(CommandKind kind)
    {
        var request = await AskAsync(kind);
        var before = await WorldAsync();
        await using (var db = Database.CreateDbContext())
        {
            // The mark of the end of the trail is not what the portal wrote: the last step of the transaction fails.
            await db.AuditHeads.ExecuteUpdateAsync(row => row.SetProperty(head => head.Seal, "another"), Cancel);
        }

        await Assert.ThrowsAsync<AuditTrailException>(() => Approvals.ApproveAsync(Cleo, request.Id, Cancel));

        Assert.Equal(before, await WorldAsync());
        Assert.Equal(ApprovalState.Waiting, (await RequestAsync(request.Id)).State);
    }

    [StoreFact]
    public async Task What_was_asked_for_before_a_restart_is_carried_out_after_it()
    {
        var request = await AskAsync(CommandKind.ChangePolicy);
        await RestartAsync();

        await Approvals.ApproveAsync(Cleo, request.Id, Cancel);

        Assert.Equal(ApprovalState.Approved, (await RequestAsync(request.Id)).State);
        await using var db = Database.CreateDbContext();
        Assert.Equal(7, (await db.Policies.SingleAsync(policy => policy.Id == Daily.Id, Cancel)).Schedule.Daily!.Retention!.Count);
    }

    private static async Task<Exception?[]> AtOnceAsync(IEnumerable<Func<Task>> acts) =>
        await Task.WhenAll(acts.Select(act => Record.ExceptionAsync(() => Task.Run(act)).AsTask()));
}
