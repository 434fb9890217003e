using System.Threading.Channels;
using FsxPortal.Core.Progress;
using FsxPortal.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Cluster;

/// <summary>What several nodes on one database promise each other.</summary>
public sealed class TwoNodeTests : IAsyncLifetime
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(12);

    private Cluster _cluster = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A minute is what is promised; the suite has less time to spare, unless it is asked to take it.
    private static TimeSpan Outage => TimeSpan.FromSeconds(EnvironmentSwitch.IsSet("LONG_TESTS") ? 60 : 10);

    public async ValueTask InitializeAsync() => _cluster = await Cluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster is null ? ValueTask.CompletedTask : _cluster.DisposeAsync();

    [Fact]
    public async Task What_changes_on_one_node_is_heard_on_the_other_in_both_directions()
    {
        foreach (
            var (here, there, change) in new[] { (_cluster.Nodes[0], _cluster.Nodes[1], "enable"),
                (_cluster.Nodes[1], _cluster.Nodes[0], "disable") })
        {
            await using var hub = new HubConnectionBuilder().WithUrl(
                new Uri(here.Api.BaseAddress!, "/hubs/progress"),
                options => options.AccessTokenProvider = () => Task.FromResult(here.Api.DefaultRequestHeaders.Authorization!.Parameter))
                .Build();
            var heard = Channel.CreateUnbounded<string>();
            hub.On<string, long>("Changed", (topic, _) => heard.Writer.TryWrite(topic));
            await hub.StartAsync(Cancel);
            await hub.InvokeAsync("Subscribe", ProgressTopic.Policies, Cancel);

            (await there.Api.PostAsync($"policies/{Cluster.Hourly}/{change}", null, Cancel)).EnsureSuccessStatusCode();

            Assert.Equal(ProgressTopic.Policies, await heard.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        }
    }

    [Fact]
    public async Task A_killed_holder_is_taken_over_when_its_lease_ends_which_is_within_ten_seconds()
    {
        var session = await Cluster.StartPolicyAsync(_cluster.Nodes[0]);
        var (node, lane) = await _cluster.HolderAsync();

        await node.SignalAsync("KILL");
        Assert.InRange(await LeaseEndAsync(lane.Key), DateTimeOffset.MinValue, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(10));
        await Cluster.UntilAsync(async () =>
        {
            await using var db = _cluster.OpenDatabase();
            return await db.Lanes.AnyAsync(row => row.Key == lane.Key && row.Epoch > lane.Epoch && row.Owner != lane.Owner, Cancel);
        });

        await _cluster.AssertSucceedsAsync(session);
    }

    [Fact]
    public async Task A_holder_that_was_frozen_for_longer_than_its_lease_does_no_harm_when_it_wakes()
    {
        var session = await Cluster.StartPolicyAsync(_cluster.Nodes[0]);
        var (node, _) = await _cluster.HolderAsync();

        await node.SignalAsync("STOP");
        await Task.Delay(LongerThanALease, TimeProvider.System, Cancel);
        await node.SignalAsync("CONT");

        await _cluster.AssertSucceedsAsync(session);
    }

    [Fact]
    public async Task A_database_that_was_away_comes_back_to_a_session_that_goes_on()
    {
        var session = await Cluster.StartPolicyAsync(_cluster.Nodes[0]);
        await _cluster.HolderAsync();

        await _cluster.TakeDatabaseAwayAsync(async () =>
        {
            await Cluster.UntilAsync(async () => !await _cluster.Nodes[0].IsReadyAsync(Cancel));
            await Task.Delay(Outage, TimeProvider.System, Cancel);
        });

        foreach (var node in _cluster.Nodes)
        {
            await Cluster.UntilAsync(() => node.IsReadyAsync(Cancel));
        }

        await _cluster.AssertSucceedsAsync(session);
    }

    [Fact]
    public async Task A_rolling_restart_drops_no_session()
    {
        var session = await Cluster.StartPolicyAsync(_cluster.Nodes[0]);
        foreach (var old in _cluster.Nodes.ToList())
        {
            await old.SignalAsync("TERM");
            Assert.Equal(0, await old.Process.WaitForEndAsync(Cancel));
            var fresh = await _cluster.AddAsync();
            await Cluster.UntilAsync(() => fresh.IsReadyAsync(Cancel));
        }

        await _cluster.AssertSucceedsAsync(session);
    }

    // A lease that the survivor has taken already ends later, and is still short.
    private async Task<DateTimeOffset> LeaseEndAsync(string lane)
    {
        await using var db = _cluster.OpenDatabase();
        return await db.Lanes.Where(row => row.Key == lane).Select(row => row.LeaseUntil).SingleAsync(Cancel);
    }
}
