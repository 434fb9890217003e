using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>Holds, edits and approvals at the very moments at which retention decides
/// and asks AWS: what was answered with success counts.</summary>
public sealed class DeletionRaceTests : EngineTests
{
    private const int FileSystems = 8;

    private static readonly PolicyDocument Document = SomeDocument.Hourly().WithoutCopies().ByHand() with { KeepNewest = false };

    private const string Home = $"{AwsFixture.Account}/{AwsFixture.Home}";

    // Whether a connection waits for what another one holds.
    private static readonly FormattableString IsAwaited =
        $"""
        SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS "Value"
        """;

    // Chains grow with each race: twenty-one runs of RACES=60, each with a RACES_SEED of its own, make ten thousand holds and edits.
    private static int Races => EnvironmentSwitch.Number("RACES", 12);

    private static int Seed => EnvironmentSwitch.Number("RACES_SEED", 7);

    // Longer than all races take, two days each: what is kept so long does not end by itself while they go on.
    private static int Long => 30 + (2 * Races);

    [StoreFact]
    public async Task Nothing_is_deleted_that_is_held_or_kept_at_the_moment_of_the_call()
    {
        await AddFileSystemsAsync([.. Enumerable.Range(1, FileSystems).Select(number => $"fs{number}")]);
        var policy = await Portal.AddPolicyAsync(Document.Keeping(Long));
        var nodes = await NodesAsync();
        var (random, held) = (new Random(Seed), new HashSet<string>());
        for (var race = 0; race < Races; race++)
        {
            await Portal.RunAsync(policy);
            Portal.Aws.Advance(TimeSpan.FromDays(2));
            var (before, isEarly) = (Deletions(), random.Next(2) == 0);
            await (isEarly ? ApproveAsync(policy) : Task.CompletedTask);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var passes = nodes.Select(node => Task.Run(() => PassAsync(node, over.Token), Cancel)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), TimeProvider.System, Cancel);
            if (!isEarly)
            {
                Assert.Equal(before, Deletions());
                await ApproveAsync(policy);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(60)), TimeProvider.System, Cancel);
            }

            await HoldAsync(random, held);
            await LengthenAsync(policy);
            before = Deletions();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            Assert.Equal(before, Deletions());
            await over.CancelAsync();
            await Task.WhenAll(passes);
            Assert.Equal(before, Deletions());
            Assert.Empty(Deleted().Intersect(held));
            await Portal.SettleAsync();
        }

        Assert.NotEmpty(held);
        Assert.NotEmpty(Deleted());
    }

    [StoreFact]
    public async Task A_policy_that_is_started_while_retention_decides_costs_neither_of_them_anything()
    {
        await AddFileSystemsAsync("ant");
        var policy = await Portal.AddPolicyAsync(Document.Keeping(1));
        await Portal.RunAsync(policy);
        Portal.Aws.Advance(TimeSpan.FromDays(2));
        await AskAsync(policy);

        // As a start does: the policy's row first, and later the lanes that have work.
        await using var db = Portal.OpenDatabase();
        var isServer = OnEachDatabase.Current == DatabaseKind.PostgreSql;
        await using var transaction = isServer ? await db.Database.BeginTransactionAsync(Cancel) : null;
        await RowLocks.TakePoliciesAsync(db, [policy.Id], Cancel);
        var pass = Task.Run(() => Portal.Get<LaneDriver>().AdvanceAsync(Home, Cancel), Cancel);
        while (isServer && !await db.Database.SqlQuery<bool>(IsAwaited).SingleAsync(Cancel))
        {
            Assert.False(pass.IsCompleted);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }

        await LaneLeases.WakeAsync(db, [Home], Portal.Technical.GetUtcNow(), Cancel);
        await (transaction?.CommitAsync(Cancel) ?? Task.CompletedTask);
        await pass;

        Assert.Equal(1, Deletions());
        await Portal.SettleAsync();
    }

    private async Task<List<IServiceProvider>> NodesAsync() => OnEachDatabase.Current == DatabaseKind.PostgreSql
        ? [new FirstNode(Portal), await Portal.AddNodeAsync()] : [new FirstNode(Portal)];

    private List<string> Deleted() =>
        [.. Portal.Aws.Journal.Where(entry => entry.Effect.StartsWith("deleting recovery point", StringComparison.Ordinal))
            .Select(entry => (string)entry.Parameters!["RecoveryPointArn"]!)];

    private int Deletions() => Deleted().Count;

    private async Task PassAsync(IServiceProvider node, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            Portal.Technical.Advance(TimeSpan.FromSeconds(130));
            await node.GetRequiredService<LaneDriver>().AdvanceAsync(Home, Cancel);
        }
    }

    private async Task HoldAsync(Random random, HashSet<string> held)
    {
        var points = await Portal.ReadAsync(db =>
            db.RestorePoints.AsNoTracking().Where(point => point.State != RestorePointState.Deleted && point.Hold == null)
                .ToListAsync(Cancel));
        foreach (var point in points.OrderBy(_ => random.Next()).Take(FileSystems - 1))
        {
            try
            {
                await Portal.Get<RestorePointCommands>().HoldAsync(Actor.Portal, point.Id, "Race", null, Cancel);
                held.Add(point.Arn);
            }
            catch (Exception lost) when (lost is InvalidInputException or StaleVersionException)
            {
                // The deletion was quicker, and so said the portal.
            }
        }
    }

    private async Task AskAsync(Policy policy)
    {
        await using var db = Portal.OpenDatabase();
        var session = await db.Sessions.Where(row => row.PolicyId == policy.Id).OrderByDescending(row => row.Slot).Select(row => row.Id)
            .FirstAsync(Cancel);
        foreach (var id in await db.FileSystems.Select(row => row.Id).ToListAsync(Cancel))
        {
            db.Add(new Core.Domain.Retention.RetentionRequest(
                Guid.CreateVersion7(), session, null, new ChainKey(id, RestorePointKind.Backup, AwsFixture.Vault), Portal.Aws.GetUtcNow()));
        }

        await db.SaveChangesAsync(Cancel);
        await Portal.Get<LaneLeases>().WakeAllAsync(Cancel);
    }

    private Task LengthenAsync(Policy policy) =>
        Portal.Get<PolicyCommands>().ChangeAsync(Actor.Portal, policy.Id, Document.Keeping(Long), null, RetentionWish.AskFirst, Cancel);

    // Approves that everything ends sooner, and has all chains judged.
    private async Task ApproveAsync(Policy policy)
    {
        var shown = await Portal.Get<PolicyPreviews>()
            .ReadAsync(Scope.Everything, Document.Keeping(1), policy.Id, RetentionChange.Approved, Cancel);
        await Portal.Get<PolicyCommands>()
            .ChangeAsync(
                Actor.Portal, policy.Id, Document.Keeping(1), null, new RetentionWish(RetentionChange.Approved, shown.Digest), Cancel);
        await AskAsync(policy);
    }

    private sealed class FirstNode(PortalFixture portal) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(LaneDriver) ? portal.Get<LaneDriver>() : null;
    }
}
