using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Persistence;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine;

/// <summary>Real processes: the portal ends itself with SIGKILL at a checkpoint, and the next process goes on.</summary>
public abstract class KillTests : IAsyncLifetime
{
    private const string Hourly = "0b5f0001-0000-7000-8000-000000000002";

    // A portal that was killed right after somebody had started a policy; each test begins with a copy of what it left.
    private static readonly Lazy<Task<(string Folder, string Session)>> Planned = new(PlanAsync);

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-kill-").FullName;
    private EmulatorApp _aws = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _aws = await StartAwsAsync(600);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Has one process after the other die at the checkpoints in turn, and the last one bring the session to its end.</summary>
    protected async Task KillAndGoOnAsync(params IEnumerable<string> checkpoints)
    {
        var (planned, session) = await Planned.Value.WaitAsync(Cancel);
        Copy(planned, _folder);
        foreach (var checkpoint in checkpoints)
        {
            await using var killed = PortalProcess.Start(_folder, _aws.Url, checkpoint, TrailKey.Setting);
            Assert.True(await killed.WaitForEndAsync(Cancel) == 137, $"At {checkpoint}: {killed.Output}");
        }

        await using var next = PortalProcess.Start(_folder, _aws.Url, null, TrailKey.Setting);
        using var api = await next.ConnectAsync(Cancel);

        Assert.Equal("Succeeded", await EndOfAsync(api, session));
        await LetDeletionsEndAsync();
        await AssertAsync(api, session);
    }

    private async Task AssertAsync(HttpClient api, string session)
    {
        var journal = _aws.Aws.Journal.Read(0, int.MaxValue);
        Assert.Equal(4, journal.Count(entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal)));
        Assert.Equal(4, journal.Count(entry => entry.Effect.StartsWith("started copy job", StringComparison.Ordinal)));
        Assert.Contains(journal, entry => entry.Effect.StartsWith("deleting recovery point", StringComparison.Ordinal));
        await using var db = OpenDatabase();
        await Invariants.HoldAsync(db, journal, _aws.Aws.Read(Invariants.StatusOfPoints));

        var tasks = (await api.GetFromJsonAsync<JsonObject>($"sessions/{session}/tasks", Cancel))!["items"]!.AsArray();
        var known = tasks.SelectMany(task =>
            task!["copies"]!.AsArray().Select(copy => (string)copy!["jobId"]!).Append((string)task["backup"]!["jobId"]!));
        Assert.Equal(_aws.Aws.Read(world => world.Jobs.Keys.Order().ToList()), known.Order());
    }

    private async Task LetDeletionsEndAsync()
    {
        _aws.Aws.Clock.Set(null, TimeSpan.FromMinutes(20), null);
        await using var db = OpenDatabase();
        await UntilAsync(async () =>
            !await db.RestorePoints.AnyAsync(point => point.State == RestorePointState.Deleting, Cancel)
            && !await db.RetentionRequests.AnyAsync(request => request.DoneAt == null, Cancel));
    }

    private PortalDb OpenDatabase()
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        options.UseSqliteFile(SqliteDatabase.ConnectionString(Path.Combine(_folder, "portal.db")));
        return new SqlitePortalDb(options.Options);
    }

    private static async Task<(string Folder, string Session)> PlanAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-planned-").FullName;
        await using var aws = await StartAwsAsync(null);
        await using var portal = PortalProcess.Start(folder, aws.Url, Checkpoints.SessionPlanned, TrailKey.Setting);
        using var api = await portal.ConnectAsync(CancellationToken.None);
        var policies = (await api.GetFromJsonAsync<JsonObject>("policies", CancellationToken.None))!["items"]!.AsArray();
        foreach (var policy in policies)
        {
            (await api.PostAsync($"policies/{policy!["id"]}/disable", null, CancellationToken.None)).EnsureSuccessStatusCode();
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync($"policies/{Hourly}/start", null, CancellationToken.None));
        Assert.Equal(137, await portal.WaitForEndAsync(CancellationToken.None));
        return (folder, await OnlySessionAsync(folder));
    }

    private static async Task<string> OnlySessionAsync(string folder)
    {
        await using var connection = new SqliteConnection(SqliteDatabase.ConnectionString(Path.Combine(folder, "portal.db")));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM session WHERE Type = 'Policy'";
        return ((string)(await command.ExecuteScalarAsync())!).ToLowerInvariant();
    }

    // The same seed at the same instant is the same AWS. Without a speed its clock stands still.
    private static async Task<EmulatorApp> StartAwsAsync(double? speed)
    {
        var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", StartAt = AwsFixture.Begin, Speed = speed ?? 1 }, CancellationToken.None);
        aws.Aws.Clock.Set(null, TimeSpan.Zero, speed is null);
        return aws;
    }

    private static async Task<string> EndOfAsync(HttpClient api, string session)
    {
        var state = "";
        await UntilAsync(async () =>
        {
            state = (string)(await api.GetFromJsonAsync<JsonObject>($"sessions/{session}", Cancel))!["state"]!;
            return state != "Running";
        });
        return state;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}

/// <summary>One session, killed at every checkpoint there is, from the first to the last.</summary>
public sealed class KillAtEachCheckpointTests : KillTests
{
    [Fact]
    public Task A_session_survives_the_death_of_its_process_at_every_checkpoint() =>
        KillAndGoOnAsync(Checkpoints.All.Except([Checkpoints.SessionPlanned]));
}

/// <summary>AWS has acted, and the portal dies before it has noted that.</summary>
public sealed class KillAfterCallTests : KillTests
{
    [Theory]
    [InlineData(Checkpoints.BackupCalled)]
    [InlineData(Checkpoints.CopyCalled)]
    [InlineData(Checkpoints.DeletionCalled)]
    public Task What_AWS_was_asked_for_is_not_asked_for_twice(string checkpoint) => KillAndGoOnAsync(checkpoint);
}
