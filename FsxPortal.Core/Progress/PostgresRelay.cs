using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FsxPortal.Core.Progress;

/// <summary>Carries topics between the nodes on one database by NOTIFY: names and ids only, never data.</summary>
/// <remarks>
/// Listeners of this process hear at once, those of other nodes a moment later. While the connection is away nothing can be heard,
/// so that once it is back everybody is told that anything may have changed.
/// </remarks>
public sealed class PostgresRelay(NpgsqlDataSource database, ProgressFeed feed, Clocks clocks, ILogger<PostgresRelay> log)
    : BackgroundService, IProgressRelay
{
    private const string Channel = "fsxportal_progress";

    // PostgreSQL takes 8,000 bytes; topics are plain letters and ids.
    private const int MaxPayload = 7_900;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly Channel<string> _outgoing = System.Threading.Channels.Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly string _node = clocks.NewId().ToString("N");

    /// <inheritdoc/>
    public void Publish(IEnumerable<string> topics)
    {
        string[] all = [.. topics];
        feed.Publish(all);
        foreach (var topic in all)
        {
            _outgoing.Writer.TryWrite(topic);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepUpAsync(ListenAsync, stoppingToken), KeepUpAsync(SendAsync, stoppingToken));

    /// <summary>Cuts topics into payloads of <c>node topic topic …</c> that PostgreSQL takes.</summary>
    internal static IEnumerable<string> Payloads(string node, IEnumerable<string> topics)
    {
        var text = new StringBuilder(node);
        foreach (var topic in topics)
        {
            if (text.Length + 1 + topic.Length > MaxPayload)
            {
                yield return text.ToString();
                text.Clear().Append(node);
            }

            text.Append(' ').Append(topic);
        }

        if (text.Length > node.Length)
        {
            yield return text.ToString();
        }
    }

    private async Task KeepUpAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (Exception broken) when (broken is NpgsqlException or System.IO.IOException or TimeoutException)
            {
                log.LogWarning("Progress does not cross nodes for now: {Reason}", broken.Message);
                await Task.Delay(RetryAfter, clocks.Technical, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, note) => Hear(note.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        feed.PublishAll();
        while (true)
        {
            await connection.WaitAsync(stop);
        }
    }

    private void Hear(string payload)
    {
        var words = payload.Split(' ');
        if (words[0] != _node)
        {
            feed.Publish(words.Skip(1));
        }
    }

    private async Task SendAsync(CancellationToken stop)
    {
        while (await _outgoing.Reader.WaitToReadAsync(stop))
        {
            await Task.Delay(Gather, clocks.Technical, stop);
            var topics = new HashSet<string>(StringComparer.Ordinal);
            while (_outgoing.Reader.TryRead(out var topic))
            {
                topics.Add(topic);
            }

            await using var connection = await database.OpenConnectionAsync(stop);
            foreach (var payload in Payloads(_node, topics))
            {
                await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
                {
                    Parameters = { new() { Value = Channel }, new() { Value = payload } },
                };
                await notify.ExecuteNonQueryAsync(stop);
            }
        }
    }
}
