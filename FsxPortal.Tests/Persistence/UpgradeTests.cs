using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Health;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FsxPortal.Tests.Persistence;

/// <summary>A database that an earlier version has written goes on with all that it knew.</summary>
/// <remarks>
/// <c>before-job-runs.db</c> is what the demo had written when it was killed in the middle of a run, by the last version in which
/// backups and copies had tables of their own; older sessions were taken out of it.
/// </remarks>
public sealed class UpgradeTests
{
    private const string LastBefore = "Promises";
    private static readonly string[] Tables = ["account", "policy", "file_system", "vault", "session", "task", "task_copy", "restore_point",
        "session_log"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [StoreFact]
    public async Task A_newer_version_of_the_tables_is_refused_where_one_node_is_all_there_is()
    {
        await using var database = await TestDatabase.CreateAsync(Cancel);
        await using var db = database.CreateDbContext();
        Assert.Null(await SchemaVersion.ProblemAsync(db, Cancel));

        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')""", Cancel);

        // On PostgreSQL old nodes go on beside new ones.
        Assert.Equal("99990101000000_Later", await SchemaVersion.NewerAsync(db, Cancel));
        Assert.Equal(
            db.Database.IsSqlite(),
            (await SchemaVersion.ProblemAsync(db, Cancel))?.Contains("(up to 99990101000000_Later)", StringComparison.Ordinal) ?? false);
    }

    [StoreFact]
    public async Task Every_backup_and_copy_becomes_a_job_run_as_it_stood()
    {
        await using var database = await TestDatabase.CreateAsync(Cancel);
        await using var db = database.CreateDbContext();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(LastBefore, Cancel);
        var before = await FillAsync(db);
        await CatchAsync(db);

        await migrator.MigrateAsync(null, Cancel);

        await AssertAccountsAsync(db);
        var tasks = await db.Tasks.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal((before["task"], before["task"] + before["task_copy"]), (tasks.Count, tasks.Sum(task => task.Runs.Count)));
        Assert.All(tasks, task => Assert.Equal((task.Id, task.Lane), (task.Backup.Id, task.Backup.Destination)));
        Assert.All(tasks.Where(task => task.State == TaskState.Succeeded), task =>
        {
            Assert.Equal(
                (TaskState.Succeeded, task.RestorePointId, 1), (task.Backup.State, task.Backup.RestorePointId, task.Backup.Attempts.Count));
            Assert.Equal(task.Backup.JobId, task.Backup.Attempts[0].JobId);
            Assert.All(
                task.Copies, copy =>
                    Assert.True(
                        copy.State == TaskState.Skipped
                            || copy is { State: TaskState.Succeeded, JobId: not null, RestorePointId: not null }));
        });
        Assert.All(
            tasks.Where(task => task.State == TaskState.Pending), task =>
                Assert.All(task.Runs, run => Assert.Equal((TaskState.Pending, null), (run.State, run.IntentAt))));

        var running = tasks.Single(task => task.Backup.JobId == "RUNNING").Backup;
        Assert.Equal((true, 40, $"{running.Id:N}-2"), (running.IsInFlight, running.Percent, running.Token));
        var awaiting = tasks.Single(task => task.Backup.JobId == "AWAITING").Backup;
        Assert.Equal((true, true), (awaiting.IsOpen, awaiting.AwaitsPoint));
        var copying = tasks.Single(task => task.Backup.JobId == "COPYING");
        Assert.Equal((TaskState.Succeeded, true), (copying.Backup.State, Assert.Single(copying.Copies).IsInFlight));
    }

    [StoreFact]
    public async Task What_waited_for_an_approval_goes_on_waiting()
    {
        await using var database = await TestDatabase.CreateAsync(Cancel);
        await using var db = database.CreateDbContext();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(LastBefore, Cancel);
        await FillAsync(db);
        await db.Database.ExecuteSqlRawAsync("""UPDATE policy SET "Approval" = 'OfMany'""", Cancel);
        await db.Database.ExecuteSqlRawAsync("""UPDATE restore_point SET "AdoptedAt" = 0 WHERE "Kind" = 'Copy'""", Cancel);
        await migrator.MigrateAsync("FreesNewestSince", Cancel);
        await db.Database.ExecuteSqlRawAsync("""UPDATE restore_point SET "EndsAt" = 0 WHERE "State" <> 'Missing'""", Cancel);

        await migrator.MigrateAsync(null, Cancel);
        await PromiseUpgrade.RunAsync(db, new Clocks(TimeProvider.System, TimeProvider.System), Cancel);

        var points = await db.RestorePoints.AsNoTracking().Where(point => point.PolicyId != null).ToListAsync(Cancel);
        Assert.Contains(points, point => point.AwaitsApproval);
        Assert.All(points, point => Assert.Equal(point.Kind == RestorePointKind.Copy && point.IsLive, point.AwaitsApproval));
        Assert.All(await db.Policies.AsNoTracking().ToListAsync(Cancel), policy => Assert.NotEqual(GfsFlags.None, policy.Pending!.Backups));
        Assert.All(await db.Promises.AsNoTracking().ToListAsync(Cancel), promise => Assert.Equal(GfsFlags.None, promise.Cuts));
    }

    private static async Task AssertAccountsAsync(PortalDb db)
    {
        Assert.All(
            await db.Policies.AsNoTracking().ToListAsync(Cancel), policy => Assert.Equal(policy.Document.Account, policy.AwsAccount));
        Assert.All(
            await db.Sessions.AsNoTracking().ToListAsync(Cancel),
            session => Assert.Equal(session.Type == SessionType.Policy, session.AwsAccount is { Length: 12 }));
    }

    // Whatever the file had caught it in, these states are met too.
    private static async Task CatchAsync(PortalDb db)
    {
        await MakeAsync(
            db, "RUNNING",
            """ "State" = 'Running', "Step" = 'BackingUp', "RestorePointId" = NULL, "RecoveryPointArn" = NULL, "EndedAt" = NULL, "BackupPercent" = 40, "Attempt" = 2 """);
        await MakeAsync(db, "AWAITING", """ "State" = 'Running', "Step" = 'Recording', "RestorePointId" = NULL, "EndedAt" = NULL """);
        await MakeAsync(db, "COPYING", """ "State" = 'Running', "Step" = 'Copying', "EndedAt" = NULL """);
        await db.Database.ExecuteSqlRawAsync(
            """UPDATE task_copy SET "State" = 'Running', "RecoveryPointArn" = NULL, "RestorePointId" = NULL, "EndedAt" = NULL WHERE "TaskId" = (SELECT "Id" FROM task WHERE "BackupJobId" = 'COPYING')""", Cancel);
    }

    private static Task<int> MakeAsync(PortalDb db, string jobId, string values)
    {
        var change = $"""
            UPDATE task SET "BackupJobId" = '{jobId}', {values} WHERE "Id" =
                (SELECT "Id" FROM task WHERE "State" = 'Succeeded' AND "BackupJobId" NOT IN ('RUNNING', 'AWAITING', 'COPYING')
                 AND "Id" IN (SELECT "TaskId" FROM task_copy WHERE "State" = 'Succeeded') ORDER BY "Id" LIMIT 1)
            """;
        return db.Database.ExecuteSqlRawAsync(change, Cancel);
    }

    private static async Task<Dictionary<string, int>> FillAsync(PortalDb db)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("fsxupgrade").FullName, "before.db");
        await using (
            var packed = new GZipStream(
                File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "Databases", "before-job-runs.db.gz")),
                CompressionMode.Decompress))
        await using (var plain = File.Create(file))
        {
            await packed.CopyToAsync(plain, Cancel);
        }

        var counts = new Dictionary<string, int>();
        await using (var source = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await source.OpenAsync(Cancel);
            await db.Database.OpenConnectionAsync(Cancel);
            foreach (var table in Tables)
            {
                counts[table] = await CopyAsync(source, db.Database.GetDbConnection(), table);
            }
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return counts;
    }

    private static async Task<int> CopyAsync(DbConnection source, DbConnection target, string table)
    {
        await using var read = source.CreateCommand();
        read.CommandText = $"SELECT * FROM {table}";
        await using var rows = await read.ExecuteReaderAsync(Cancel);
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        var types = await TypesAsync(target, table, names);
        var count = 0;
        for (; await rows.ReadAsync(Cancel); count++)
        {
            await using var write = target.CreateCommand();
            write.CommandText = $"INSERT INTO {table} ({Quoted(names)}) VALUES ({string.Join(", ", names.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < names.Count; i++)
            {
                var parameter = write.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (
                    $"@p{i}", rows.IsDBNull(i) ? DBNull.Value : Convert(rows.GetValue(i), types[i]));
                write.Parameters.Add(parameter);
            }

            await write.ExecuteNonQueryAsync(Cancel);
        }

        return count;
    }

    private static async Task<List<Type>> TypesAsync(DbConnection target, string table, List<string> names)
    {
        await using var command = target.CreateCommand();
        command.CommandText = $"SELECT {Quoted(names)} FROM {table} LIMIT 0";
        await using var nothing = await command.ExecuteReaderAsync(Cancel);
        return [.. Enumerable.Range(0, names.Count).Select(nothing.GetFieldType)];
    }

    private static object Convert(object value, Type type) => type == typeof(Guid) ? Guid.Parse((string)value)
        : type == typeof(bool) ? (long)value != 0
        : value is long number && type == typeof(int) ? (int)number
        : value is string || type == typeof(object) ? value
        : System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
