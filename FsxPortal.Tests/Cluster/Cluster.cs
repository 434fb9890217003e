using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsxPortal.Core.Persistence;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FsxPortal.Tests.Cluster;

/// <summary>Two portals, processes of their own, on one PostgreSQL server and one emulated AWS.</summary>
public sealed class Cluster : IAsyncDisposable
{
    /// <summary>The demo's policy with four file systems and copies.</summary>
    public const string Hourly = "0b5f0001-0000-7000-8000-000000000002";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly NpgsqlDataSource _source;
    private readonly List<Node> _nodes = [];

    private Cluster(PostgresServer server, EmulatorApp aws)
    {
        Server = server;
        Aws = aws;
        _source = PostgresDatabase.Open(server.ConnectionTo("portal"));
    }

    private PostgresServer Server { get; }

    public EmulatorApp Aws { get; }

    public IReadOnlyList<Node> Nodes => _nodes;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts two nodes, none of whose policies runs by itself.</summary>
    public static async Task<Cluster> StartAsync()
    {
        Programs.Demand(PostgresServer.IsInstalled ? "initdb" : null, "PostgreSQL (initdb)");
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("CREATE DATABASE portal");
        var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", StartAt = AwsFixture.Begin, Speed = 120 }, Cancel);
        aws.Aws.Clock.Set(null, TimeSpan.Zero, true);
        var cluster = new Cluster(server, aws);
        await Task.WhenAll(cluster.AddAsync(), cluster.AddAsync());
        foreach (var policy in (await cluster.Nodes[0].Api.GetFromJsonAsync<JsonObject>("policies", Cancel))!["items"]!.AsArray())
        {
            (await cluster.Nodes[0].Api.PostAsync($"policies/{policy!["id"]}/disable", null, Cancel)).EnsureSuccessStatusCode();
        }

        aws.Aws.Clock.Set(null, TimeSpan.Zero, false);
        return cluster;
    }

    /// <summary>Takes the database away, and gives it back after a while.</summary>
    public async Task TakeDatabaseAwayAsync(Func<Task> meanwhile)
    {
        await Server.StopAsync();
        await meanwhile();
        await Server.StartAgainAsync();
        _source.Clear();
    }

    /// <summary>Starts one more node.</summary>
    public async Task<Node> AddAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-node-").FullName;
        var process = PortalProcess.Start(
            folder, Aws.Url, null, "--Database:Provider=PostgreSql", $"--Database:ConnectionString={Server.ConnectionTo("portal")}",
            TrailKey.Setting);
        var node = new Node(process, await process.ConnectAsync(Cancel), folder);
        _nodes.Add(node);
        return node;
    }

    public PortalDb OpenDatabase() => PostgresTestDatabase.ContextOf(_source);

    /// <summary>Starts the policy by hand.</summary>
    /// <returns>The session's id.</returns>
    public static async Task<string> StartPolicyAsync(Node node)
    {
        var answer = await node.Api.PostAsync($"policies/{Hourly}/start", null, Cancel);
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!;
    }

    /// <summary>Waits for a node in the middle of a pass.</summary>
    public async Task<(Node Node, LaneRecord Lane)> HolderAsync()
    {
        (Node Node, LaneRecord Lane)? found = null;
        await UntilAsync(async () =>
        {
            await using var db = OpenDatabase();
            var held = await db.Lanes.AsNoTracking().Where(lane => lane.Owner != null).ToListAsync(Cancel);
            found = (
                from lane in held
                from node in _nodes
                where lane.Owner!.EndsWith($":{node.Process.Id}", StringComparison.Ordinal)
                select ((Node, LaneRecord)?)(node, lane))
                        .FirstOrDefault();
            return found is not null;
        });
        return found!.Value;
    }

    /// <summary>Waits for the session's end, and asserts what always holds.</summary>
    public async Task AssertSucceedsAsync(string session)
    {
        var id = Guid.Parse(session);
        await EndAsync(id);
        await using var database = OpenDatabase();
        var ended = await database.Sessions.AsNoTracking().SingleAsync(row => row.Id == id, Cancel);
        Assert.True(ended.State == Core.Domain.Sessions.SessionState.Succeeded, $"{ended.State}: {ended.Reason}");
        var journal = Aws.Aws.Journal.Read(0, int.MaxValue);
        Assert.Equal(4, journal.Count(entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal)));
        Assert.Equal(4, journal.Count(entry => entry.Effect.StartsWith("started copy job", StringComparison.Ordinal)));
        await SettleAsync(database);
        await Invariants.HoldAsync(database, Aws.Aws.Journal.Read(0, int.MaxValue), Aws.Aws.Read(Invariants.StatusOfPoints));
    }

    /// <summary>Waits until something is so, patiently: what is fast on one machine is slow on another.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    // A busy machine may take its time as long as anything moves; where nothing has moved for as long as patience lasts, it never will.
    private async Task EndAsync(Guid session)
    {
        var (last, moved) = (-1L, TimeProvider.System.GetTimestamp());
        await using var db = OpenDatabase();
        while (!await db.Sessions.AnyAsync(row => row.Id == session && row.EndedAt != null, Cancel))
        {
            var tasks = await db.Tasks.AsNoTracking().Where(task => task.SessionId == session).ToListAsync(Cancel);
            if (tasks.Sum(task => task.Version) is var moves && moves != last)
            {
                (last, moved) = (moves, TimeProvider.System.GetTimestamp());
            }

            if (TimeProvider.System.GetElapsedTime(moved) > Patience)
            {
                var lanes = await db.Lanes.AsNoTracking().ToListAsync(Cancel);
                var open = string.Join(", ", tasks.Select(task => $"{task.State} {task.Step}"));
                var looks = string.Join(", ", lanes.Select(lane => $"{lane.Key} of {lane.Owner}, look {lane.LookAt}, {lane.Trouble}"));
                Assert.Fail($"Nothing has moved for {Patience}. Tasks: {open}. Lanes: {looks}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Aws.DisposeAsync();
        await _source.DisposeAsync();
        await Server.DisposeAsync();
    }

    // Deletions that the session's retention decided are confirmed some emulated minutes later.
    private async Task SettleAsync(PortalDb db)
    {
        Aws.Aws.Clock.Set(null, TimeSpan.FromMinutes(20), null);
        await UntilAsync(async () =>
            !await db.RestorePoints.AnyAsync(point => point.State == Core.Domain.Chains.RestorePointState.Deleting, Cancel)
            && !await db.RetentionRequests.AnyAsync(request => request.DoneAt == null, Cancel));
    }
}
