using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Auditing;

/// <summary>The trail is one chain, and goes with what it speaks of.</summary>
public sealed class TrailTests : AuditTests
{
    private const int Changes = 1000;
    private const int Nodes = 2;

    [StoreFact]
    public async Task A_thousand_changes_on_two_nodes_at_once_make_one_chain()
    {
        // SQLite lets one write at a time, and those that wait do not queue up: two are enough.
        var workers = Database.Options.Provider == DatabaseKind.Sqlite ? Nodes : 4 * Nodes;
        List<CommandDesk> nodes = [.. Enumerable.Range(0, Nodes).Select(_ => Node())];
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            for (var change = worker; change < Changes; change += workers)
            {
                await ChangeAsync(nodes[worker % Nodes], change);
            }
        }, Cancel)));

        var entries = await EntriesAsync();
        Assert.Equal(Enumerable.Range(1, Changes + 1).Select(number => (long)number), entries.Select(entry => entry.Number));
        Assert.Equal(
            Enumerable.Range(0, Changes).Select(change => $"change {change}").Order(StringComparer.Ordinal),
            entries.Skip(1).Select(entry => entry.SubjectName).Order(StringComparer.Ordinal));
        await using var db = Database.CreateDbContext();
        Assert.Equal(Changes, await db.Settings.CountAsync(Cancel));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [StoreFact]
    public async Task What_is_given_up_leaves_no_entry_and_no_gap()
    {
        var desk = Node();
        await ChangeAsync(desk, 1);
        await using (var db = Database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await new AuditTrail(TrailKey.Keys, Clocks).WriteAsync(db, [Change(2)], Cancel);
        }

        await ChangeAsync(desk, 3);

        Assert.Equal([null, "change 1", "change 3"], (await EntriesAsync()).Select(entry => entry.SubjectName));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [StoreFact]
    public async Task What_cannot_be_recorded_is_not_done()
    {
        var desk = Node();
        await ChangeAsync(desk, 1);
        await TamperAsync("DELETE FROM audit_head");

        var refused = await Assert.ThrowsAsync<AuditTrailException>(() => ChangeAsync(desk, 2));

        Assert.Contains("run the command 'audit verify'", refused.Message, StringComparison.Ordinal);
        await using var db = Database.CreateDbContext();
        Assert.Equal(1, await db.Settings.CountAsync(Cancel));
    }

    [StoreFact]
    public async Task With_another_key_nothing_is_verified_and_nothing_recorded()
    {
        await WriteAsync(2);
        var other = new AuditKeys("another key, which is long enough too");

        var verdict = await VerifyAsync(keys: other);
        var refused = await Assert.ThrowsAsync<AuditTrailException>(() => OpenAsync(other));

        Assert.StartsWith("The trail is sealed with another key", Assert.Single(verdict.Faults).Text, StringComparison.Ordinal);
        Assert.Contains("Audit:FormerKeys", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AuditTrailException>(() => WriteAsync(1, other));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [StoreFact]
    public async Task A_key_is_changed_by_naming_the_one_of_before()
    {
        await WriteAsync(2);
        var both = new AuditKeys("another key, which is long enough too", TrailKey.Text);
        await OpenAsync(both);
        await WriteAsync(2, both);

        var verdict = await VerifyAsync(keys: both);

        Assert.Equal((true, 5), (verdict.IsWhole, verdict.Entries));
        Assert.Equal(2, (await EntriesAsync()).Select(entry => entry.KeyId).Distinct().Count());
        Assert.False((await VerifyAsync(keys: new AuditKeys("another key, which is long enough too"))).IsWhole);
    }

    [StoreFact]
    public async Task What_an_earlier_version_has_noted_is_taken_over_once()
    {
        var subject = new Subject(SubjectKind.Policy, Rows.NewId(), "Gold");
        await Database.AddAsync(
            new CommandRecord(Rows.NewId(), Rows.Now.AddDays(-1), "Bob", CommandKind.EnablePolicy, subject, "trace 2"),
            new CommandRecord(Rows.NewId(), Rows.Now.AddDays(-2), "Ann", CommandKind.CreatePolicy, subject, "trace 1"));

        await OpenAsync(TrailKey.Keys);
        await OpenAsync(TrailKey.Keys);

        Assert.Equal(
            [("FsxPortal", AuditAction.BeginTrail, Rows.Now), ("Ann", AuditAction.CreatePolicy, Rows.Now.AddDays(-2)),
                ("Bob", AuditAction.EnablePolicy, Rows.Now.AddDays(-1))],
            (await EntriesAsync()).Select(entry => (entry.Actor, entry.Action, entry.At)));
        await using var db = Database.CreateDbContext();
        Assert.Empty(db.Commands);
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [StoreFact]
    public async Task Names_that_no_database_could_keep_do_not_keep_a_change_from_being_recorded()
    {
        await WriteAsync(Change(1) with
        {
            Actor = Ann with { Name = "A\0nn \ud800" },
            Subject = new Subject(SubjectKind.Policy, null, new string('x', 5000)),
        });

        var entry = (await EntriesAsync())[^1];
        Assert.Equal(("A\ufffdnn \ufffd", 500), (entry.Actor, entry.SubjectName!.Length));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    // Locks of SQLite are those of one process, and every node has its own.
    private CommandDesk Node()
    {
        var trail = new AuditTrail(TrailKey.Keys, Clocks);
        return new CommandDesk(
            Database, new NamedLocks(Database), new ProgressFeed(NullLogger<ProgressFeed>.Instance),
            new FourEyesDesk(trail, Options.Create(new FourEyesOptions()), Clocks),
            new Refusals(Database, trail, Clocks, NullLogger<Refusals>.Instance), Clocks);
    }

    private static Task ChangeAsync(CommandDesk desk, int change) => desk.RunAsync(Ann, CommandKind.SyncVaults, db =>
    {
        db.Settings.Add(new Setting($"change {change}", ""));
        return Task.FromResult(new Outcome<int>(change, new Subject(SubjectKind.Session, null, $"change {change}")));
    }, Cancel);

    private async Task OpenAsync(AuditKeys keys)
    {
        await using var db = Database.CreateDbContext();
        await new AuditTrail(keys, Clocks).OpenAsync(db, Cancel);
    }
}
