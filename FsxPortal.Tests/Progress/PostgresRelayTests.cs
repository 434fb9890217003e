using System.Collections.Concurrent;
using FsxPortal.Core;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FsxPortal.Tests.Progress;

/// <summary>Two nodes on a PostgreSQL server of their own, which the test may stop.</summary>
public sealed class PostgresRelayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PostgresServer _server = null!;
    private Node _one = null!;
    private Node _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _one = await Node.StartAsync(_server);
        _other = await Node.StartAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_changes_on_one_node_is_heard_on_the_other_and_once_on_its_own()
    {
        var id = Guid.CreateVersion7();
        await using var listening = _other.Listen(ProgressTopic.Session(id));
        await using var own = _one.Listen(ProgressTopic.Session(id));

        _one.Relay.Publish([ProgressTopic.Session(id), ProgressTopic.Policies]);

        await listening.HeardAsync(1);
        Assert.Equal(1, own.Count);
    }

    [Fact]
    public async Task More_topics_than_one_message_can_carry_all_arrive()
    {
        var topics = Enumerable.Range(0, 500).Select(_ => ProgressTopic.FileSystem(Guid.CreateVersion7())).ToList();
        var heard = new ConcurrentBag<string>();
        var subscriptions = topics.ConvertAll(topic => _other.Feed.Subscribe(topic, change => heard.Add(change.Topic)));

        _one.Relay.Publish(topics);

        await UntilAsync(() => heard.Distinct().Count() == topics.Count);
        subscriptions.ForEach(subscription => subscription.Dispose());
    }

    [Fact]
    public async Task After_a_gap_everybody_is_told_once_that_anything_may_have_changed()
    {
        await using var listening = _other.Listen(ProgressTopic.Policies);
        await _server.StopAsync();
        await _server.StartAgainAsync();

        await listening.HeardAsync(1);
        _one.Relay.Publish([ProgressTopic.Policies]);
        await listening.HeardAsync(2);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private sealed class Node(NpgsqlDataSource database, ProgressFeed feed, PostgresRelay relay) : IAsyncDisposable
    {
        public ProgressFeed Feed => feed;

        public PostgresRelay Relay => relay;

        public static async Task<Node> StartAsync(PostgresServer server)
        {
            var database = PostgresDatabase.Open(server.ConnectionTo("postgres"));
            var feed = new ProgressFeed(NullLogger<ProgressFeed>.Instance);
            var relay = new PostgresRelay(
                database, feed, new Clocks(TimeProvider.System, TimeProvider.System), NullLogger<PostgresRelay>.Instance);
            var node = new Node(database, feed, relay);

            // Listening begins with the word that anything may have changed.
            await using var ready = node.Listen("ready");
            await relay.StartAsync(Cancel);
            await ready.HeardAsync(1);
            return node;
        }

        public Ear Listen(string topic) => new(feed, topic);

        public async ValueTask DisposeAsync()
        {
            await relay.StopAsync(CancellationToken.None);
            relay.Dispose();
            await database.DisposeAsync();
        }
    }

    private sealed class Ear : IAsyncDisposable
    {
        private readonly IDisposable _subscription;
        private int _count;

        public Ear(ProgressFeed feed, string topic) => _subscription = feed.Subscribe(topic, _ => Interlocked.Increment(ref _count));

        public int Count => _count;

        public Task HeardAsync(int times) => UntilAsync(() => _count >= times);

        public ValueTask DisposeAsync()
        {
            _subscription.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
