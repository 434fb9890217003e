using System.Diagnostics;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Commands;

/// <summary>Who had what changed is on record, and nothing else is.</summary>
public sealed class CommandRecordTests : CommandTests
{
    private static readonly CommandKind[] Decisions =
        [CommandKind.ApproveRequest, CommandKind.RejectRequest, CommandKind.WithdrawRequest];

    public static TheoryData<CommandKind> Kinds => [.. Enum.GetValues<CommandKind>().Except(Decisions)];

    [StoreTheory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_changed_is_recorded_once_and_told(CommandKind kind)
    {
        using var trace = new Activity("click").Start();

        await GiveAsync(kind);

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal((Ann.Name, kind.ToString(), Rows.Now.AddMinutes(1), 7),
            (record.Actor, record.Action.ToString(), record.At, record.Id.Version));
        Assert.Equal((Ann.Roles, Ann.Address, AuditOutcome.Done), (record.Roles, record.Address, record.Outcome));
        Assert.Equal(trace.TraceId.ToHexString(), record.TraceId);
        Assert.Equal(await SubjectOfAsync(kind), new Subject(record.SubjectKind!.Value, record.SubjectId, record.SubjectName));
        Assert.Equal(AccountOf(kind), record.AwsAccount);
        Assert.NotEmpty(Told);
    }

    [StoreFact]
    public async Task What_is_as_it_was_is_neither_changed_nor_recorded_nor_told()
    {
        await Get<PolicyCommands>().ChangeAsync(Ann, Daily.Id, Daily.Document, 1, RetentionWish.AskFirst, Cancel);
        await Get<PolicyCommands>()
            .ChangeAsync(Ann, Daily.Id, Daily.Document, null, new RetentionWish(RetentionChange.Approved, "whatever"), Cancel);
        await Get<PolicyCommands>().ApproveDeletionsAsync(Ann, Daily.Id, "whatever", null, Cancel);
        await Get<PolicyCommands>().EnableAsync(Ann, Daily.Id, true, Cancel);
        await Get<PolicyCommands>().EnableAsync(Ann, Off.Id, false, Cancel);
        await Get<PolicyCommands>().OrderAsync(Ann, [Daily.Id, Running.Id, Off.Id], Cancel);
        await Get<AccountCommands>().ChangeAsync(Ann, Spare.Id, " Spare ", null, ["eu-central-1", "eu-central-1"], null, Cancel);
        await Get<RestorePointCommands>().HoldAsync(Ann, Held.Id, "A court case. ", null, Cancel);
        await Get<RestorePointCommands>().ReleaseAsync(Ann, Point.Id, Cancel);

        await AssertNoTraceAsync();
        await using var db = Database.CreateDbContext();
        Assert.Equal([(1, Daily.ChangedAt), (1, Running.ChangedAt), (1, Off.ChangedAt)],
            (await db.Policies.OrderBy(policy => policy.Priority).ToListAsync(Cancel))
                .Select(policy => (policy.Version, policy.ChangedAt)));
    }

    [StoreFact]
    public async Task A_synchronisation_that_waits_already_is_not_asked_for_again()
    {
        var first = await Get<SessionCommands>().SyncAsync(Ann, Cancel);

        Assert.Equal(first, await Get<SessionCommands>().SyncAsync(Ann, Cancel));

        Assert.Single(await RecordsAsync());
    }

    [StoreFact]
    public async Task What_is_refused_is_not_recorded()
    {
        var (policies, points) = (Get<PolicyCommands>(), Get<RestorePointCommands>());

        await Assert.ThrowsAsync<StaleVersionException>(() =>
            policies.ChangeAsync(Ann, Daily.Id, Daily.Document with { Name = "Other" }, 7, RetentionWish.AskFirst, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            policies.ChangeAsync(Ann, Daily.Id, Daily.Document with { Name = "" }, null, RetentionWish.AskFirst, Cancel));
        await Assert.ThrowsAsync<ApprovalOutdatedException>(() => policies.ApproveDeletionsAsync(Ann, Off.Id, "another set", null, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => policies.RemoveAsync(Ann, Rows.NewId(), null, Cancel));
        await Assert.ThrowsAsync<AlreadyRunningException>(() => Get<SessionCommands>().StartAsync(Ann, Running.Id, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => points.HoldAsync(Ann, Point.Id, " ", null, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => points.ReleaseAsync(Ann, Rows.NewId(), Cancel));

        await AssertNoTraceAsync();
        await using var db = Database.CreateDbContext();
        Assert.True((await db.RestorePoints.SingleAsync(point => point.Id == Found.Id, Cancel)).AwaitsApproval);
    }

    [StoreFact]
    public async Task A_lost_race_changes_nothing_and_is_not_recorded()
    {
        await Assert.ThrowsAsync<StaleVersionException>(() => Get<CommandDesk>().RunAsync(Ann, CommandKind.DisablePolicy, async db =>
        {
            var policy = await db.Policies.SingleAsync(policy => policy.Id == Daily.Id, Cancel);
            await db.Policies.Where(row => row.Id == Daily.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(policy => policy.Version, 9), Cancel);
            policy.Enable(false, Rows.Now);
            return new Outcome<Policy>(
                policy, new Subject(SubjectKind.Policy, policy.Id, policy.Name), "policies")
            {
                Committed = () =>
                    Assert.Fail("Nothing is committed.")
            };
        }, Cancel));

        await AssertNoTraceAsync();
        await using var db = Database.CreateDbContext();
        Assert.Equal(1, (await db.Policies.SingleAsync(policy => policy.Id == Daily.Id, Cancel)).Version);
    }

    [StoreFact]
    public async Task Listeners_hear_of_what_is_there_for_everybody()
    {
        List<int> seen = [];
        await Get<CommandDesk>().RunAsync(Ann, CommandKind.RemoveAccount, async db =>
        {
            db.Accounts.Remove(await db.Accounts.SingleAsync(account => account.Id == Spare.Id, Cancel));
            return new Outcome<bool>(
                true, new Subject(SubjectKind.Account, Spare.Id, Spare.Name), "file-systems")
            {
                Committed = () =>
                    seen.AddRange(Accounts(), Told.Count)
            };
        }, Cancel);

        Assert.Equal([1, 0], seen);
        Assert.Equal(["file-systems", "audit"], Told);
    }

    private string? AccountOf(CommandKind kind) => kind switch
    {
        CommandKind.OrderPolicies or CommandKind.SyncVaults => null,
        CommandKind.RegisterAccount => "777788889999",
        CommandKind.ChangeAccount or CommandKind.RemoveAccount => Spare.AwsAccountId,
        _ => Rows.Account,
    };

    private int Accounts()
    {
        using var db = Database.CreateDbContext();
        return db.Accounts.Count();
    }

    private async Task<Subject> SubjectOfAsync(CommandKind kind)
    {
        await using var db = Database.CreateDbContext();
        return kind switch
        {
            CommandKind.CreatePolicy =>
                new(SubjectKind.Policy, (await db.Policies.SingleAsync(policy => policy.Name == "New", Cancel)).Id, "New"),
            CommandKind.ChangePolicy or CommandKind.RemovePolicy or CommandKind.DisablePolicy => new(SubjectKind.Policy, Daily.Id, "Daily"),
            CommandKind.ApproveDeletions or CommandKind.EnablePolicy => new(SubjectKind.Policy, Off.Id, "Off"),
            CommandKind.OrderPolicies => new(SubjectKind.Policy, null, null),
            CommandKind.StartPolicy =>
                new(SubjectKind.Session, (await db.Sessions.SingleAsync(session => session.PolicyId == Daily.Id, Cancel)).Id, "Daily"),
            CommandKind.StopSession => new(SubjectKind.Session, Session.Id, "Running"),
            CommandKind.SyncVaults =>
                new(SubjectKind.Session, (await db.Sessions.SingleAsync(session => session.PolicyId == null, Cancel)).Id,
                    "Synchronisation with AWS"),
            CommandKind.RegisterAccount =>
                new(SubjectKind.Account, (await db.Accounts.SingleAsync(account => account.Name == "Other", Cancel)).Id, "Other"),
            CommandKind.ChangeAccount or CommandKind.RemoveAccount => new(SubjectKind.Account, Spare.Id, "Spare"),
            CommandKind.HoldRestorePoint => new(SubjectKind.RestorePoint, Point.Id, Point.Arn),
            CommandKind.ReleaseRestorePoint => new(SubjectKind.RestorePoint, Held.Id, Held.Arn),
            CommandKind.LetGoTask => new(SubjectKind.Session, Stuck.SessionId, "Off"),
            CommandKind.ApproveRequest or CommandKind.RejectRequest or CommandKind.WithdrawRequest => throw new NotSupportedException(),
            CommandKind.ThawChain => new(SubjectKind.Chain, Point.FileSystemId, $"Backup in {Rows.VaultArn}"),
        };
    }
}
