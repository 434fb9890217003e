using System.Text.RegularExpressions;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Emulator;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Support;

/// <summary>What always holds, read from AWS's journal, the portal's database and what
/// exists in AWS; asserted after every test of the engine.</summary>
internal static partial class Invariants
{
    public static async Task HoldAsync(PortalFixture portal)
    {
        await using var db = portal.OpenDatabase();
        await HoldAsync(db, portal.Aws.Journal, portal.Aws.World(StatusOfPoints));
    }

    public static async Task HoldAsync(PortalDb db, IReadOnlyList<JournalEntry> journal, Dictionary<string, string> inAws)
    {
        var tasks = await db.Tasks.AsNoTracking().ToListAsync();
        var points = await db.RestorePoints.AsNoTracking().ToListAsync();
        StartsOncePerAttempt(journal, tasks);
        KnowsEveryJob(journal, tasks);
        DeletesWhatItHasDecided(journal, points);
        await RecordsWhatItDeletesAsync(db, journal, points);
        HasWhatItShows(points, inAws);
        KeepsChainsInOrder(points);
        Counts(points, await db.Protection.AsNoTracking().ToListAsync());
        Assert.Empty(await ProtectionBook.VerifyAsync(db, CancellationToken.None));
        EndsForGood(await db.Sessions.AsNoTracking().ToListAsync(), tasks);
        await EndsInOneWayAsync(db);
    }

    public static Dictionary<string, string> StatusOfPoints(AwsWorld world) =>
        world.Points.ToDictionary(point => point.Key, point => point.Value.Status);

    private static void StartsOncePerAttempt(IReadOnlyList<JournalEntry> journal, List<WorkItem> tasks)
    {
        var tokens = Starts(journal).Select(start => start.Token).ToList();
        Assert.Equal(tokens.Distinct(), tokens);
        var attempts = tasks.SelectMany(task => task.Runs).ToDictionary(run => run.Id.ToString("N"), run => run.Attempt);
        Assert.All(tokens, token =>
        {
            var (id, attempt) = (token.Split('-')[0], int.Parse(token.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(attempts.TryGetValue(id, out var last) && attempt <= last, $"Nobody asked for the job of {token}.");
        });
    }

    private static void KnowsEveryJob(IReadOnlyList<JournalEntry> journal, List<WorkItem> tasks)
    {
        var known = tasks.SelectMany(task => task.Runs).SelectMany(run => run.Attempts.Select(attempt => attempt.JobId).Append(run.JobId))
            .ToHashSet();
        Assert.Empty(Starts(journal).Select(start => start.JobId).Except(known!));
    }

    private static void DeletesWhatItHasDecided(IReadOnlyList<JournalEntry> journal, List<RestorePoint> points)
    {
        var known = points.ToDictionary(point => point.Arn);
        foreach (var deletion in journal.Where(entry => entry.Effect.StartsWith("deleting recovery point", StringComparison.Ordinal)))
        {
            var point = known[(string)deletion.Parameters!["RecoveryPointArn"]!];
            Assert.NotEqual(RestorePointKind.Manual, point.Kind);
            Assert.NotNull(point.DeletedBecause);
            Assert.True(point.DeletionDecidedAt <= deletion.Time, "Deleted before it was decided.");
            Assert.Contains(point.State, new[] { RestorePointState.Deleting, RestorePointState.DeleteFailed, RestorePointState.Deleted });
        }
    }

    // Whoever deleted it, and on however many nodes: the trail is one chain, and says so.
    private static async Task RecordsWhatItDeletesAsync(PortalDb db, IReadOnlyList<JournalEntry> journal, List<RestorePoint> points)
    {
        var walk = new ChainWalk(TrailKey.Keys, null);
        var entries = await db.Audit.AsNoTracking().OrderBy(entry => entry.Number).ToListAsync();
        entries.ForEach(walk.Take);
        Assert.Empty(walk.End(await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync()).Faults);
        var deleted = journal.Where(entry => entry.Effect.StartsWith("deleting recovery point", StringComparison.Ordinal))
            .Select(entry => (string)entry.Parameters!["RecoveryPointArn"]!).ToHashSet();
        Assert.Empty(points.Where(point => deleted.Contains(point.Arn)).Select(point => (Guid?)point.Id)
            .Except(entries.Where(entry => entry.Action == AuditAction.DeleteRestorePoint).Select(entry => entry.SubjectId)));
    }

    private static void HasWhatItShows(List<RestorePoint> points, Dictionary<string, string> inAws)
    {
        Assert.All(
            points.Where(point => point.State == RestorePointState.Available), point =>
                Assert.Equal("COMPLETED", inAws.GetValueOrDefault(point.Arn)));
        Assert.All(points.Where(point => point.State == RestorePointState.Deleted), point => Assert.DoesNotContain(point.Arn, inAws.Keys));
    }

    private static void KeepsChainsInOrder(List<RestorePoint> points)
    {
        foreach (
            var chain in points.Where(point => point.Kind != RestorePointKind.Manual)
                .GroupBy(point => (point.FileSystemId, point.Kind, point.VaultArn)))
        {
            var inTime = chain.OrderBy(point => point.CreatedAt).Select(point => point.Sequence).ToList();
            Assert.Equal(inTime.Distinct().Order(), inTime);
        }
    }

    private static void Counts(List<RestorePoint> points, List<ProtectionRecord> rows)
    {
        var present = points.Where(point => point.State is not (RestorePointState.Deleted or RestorePointState.Missing))
            .ToLookup(point => point.FileSystemId);
        Assert.Empty(present.Select(group => group.Key).Except(rows.Select(row => row.FileSystemId)));
        foreach (var row in rows)
        {
            var (copies, backups) = (
                present[row.FileSystemId].Where(IsCopy).ToList(), present[row.FileSystemId].Where(point => !IsCopy(point)).ToList());
            Assert.Equal((copies.Count + backups.Count, copies.Count), (row.RestorePoints, row.Copies));
            Assert.Equal(copies.Concat(backups).Sum(point => point.SizeBytes ?? 0), row.Bytes);
            Assert.Equal((Last(backups), Last(copies)), (row.LastBackupAt, row.LastCopyAt));
        }
    }

    private static void EndsForGood(List<Session> sessions, List<WorkItem> tasks)
    {
        // What AWS still runs of a session that somebody has stopped is followed after its end.
        var over = sessions.Where(session => !session.IsOpen && session.StopRequestedAt is null).Select(session => session.Id).ToHashSet();
        Assert.DoesNotContain(tasks, task => task.IsOpen && over.Contains(task.SessionId));
        Assert.All(
            tasks.Where(task => task.State is TaskState.Succeeded or TaskState.Warning), task => Assert.NotNull(task.RestorePointId));
    }

    // Whatever ended a session, its log says so once, and so does a message.
    private static async Task EndsInOneWayAsync(PortalDb db)
    {
        var ended = await db.Sessions.Where(session => session.EndedAt != null).OrderBy(session => session.Id).Select(session => session.Id)
            .ToListAsync();
        Assert.Equal(
            ended, await db.Log.Where(line => line.Text.StartsWith("Session ended:")).OrderBy(line => line.SessionId)
                .Select(line => line.SessionId).ToListAsync());
        Assert.Equal(ended, await db.Outbox.OrderBy(message => message.SessionId).Select(message => message.SessionId).ToListAsync());
    }

    private static IEnumerable<(string Token, string JobId)> Starts(IReadOnlyList<JournalEntry> journal) =>
        from entry in journal
        let started = Started().Match(entry.Effect)
        where started.Success
        select ((string)entry.Parameters!["IdempotencyToken"]!, started.Groups[1].Value);

    private static bool IsCopy(RestorePoint point) => point.Kind == RestorePointKind.Copy;

    private static DateTimeOffset? Last(IEnumerable<RestorePoint> points) =>
        points.Where(point => point.State == RestorePointState.Available).Max(point => (DateTimeOffset?)point.CreatedAt);

    [GeneratedRegex("^started (?:backup|copy) job (.+)$")]
    private static partial Regex Started();
}
