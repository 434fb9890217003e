using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Progress;

/// <summary>Where pages and hubs of this process listen, and where the one-process relay ends.</summary>
/// <remarks>An event carries no data: listeners read again what they show, so none can be stale or leak anything.</remarks>
public sealed class ProgressFeed(ILogger<ProgressFeed> log) : IProgressRelay
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _changes;

    /// <summary>How many subscriptions are held; none once every page has let go.</summary>
    public int Subscriptions => _topics.Values.Sum(topic => topic.Listeners.Count);

    /// <summary>How many topics are remembered: those that somebody listens to.</summary>
    public int Topics => _topics.Count;

    /// <summary>A number that is higher after each change of <paramref name="topic"/>. Where
    /// nobody listens, any change raises it, because nobody would tell.</summary>
    public long VersionOf(string topic) =>
        Interlocked.Read(ref _topics.TryGetValue(topic, out var known) ? ref known.Version : ref _changes);

    /// <summary>Calls <paramref name="listener"/> at each change of <paramref name="topic"/> until the result is disposed.</summary>
    /// <remarks>The listener runs on the publisher's thread and has to return at once.</remarks>
    public IDisposable Subscribe(string topic, Action<ProgressEvent> listener)
    {
        lock (_gate)
        {
            var entry = _topics.GetOrAdd(topic, _ => new Topic { Version = Interlocked.Read(ref _changes) });
            var subscription = new Subscription(this, topic, listener);
            entry.Listeners[subscription] = true;
            return subscription;
        }
    }

    /// <inheritdoc/>
    public void Publish(IEnumerable<string> topics)
    {
        foreach (var name in topics.Distinct(StringComparer.Ordinal))
        {
            var version = Interlocked.Increment(ref _changes);
            if (_topics.TryGetValue(name, out var topic))
            {
                Raise(ref topic.Version, version);
                Tell(topic, new ProgressEvent(name, version));
            }
        }
    }

    /// <summary>Tells every listener that anything may have changed.</summary>
    public void PublishAll() => Publish(_topics.Keys);

    // Two publishers may come in any order; the version never falls.
    private static void Raise(ref long version, long to)
    {
        for (var known = Interlocked.Read(ref version); known < to; known = Interlocked.Read(ref version))
        {
            Interlocked.CompareExchange(ref version, to, known);
        }
    }

    private void LetGo(Subscription subscription)
    {
        lock (_gate)
        {
            if (_topics.TryGetValue(subscription.Topic, out var entry) && entry.Listeners.TryRemove(subscription, out _)
                && entry.Listeners.IsEmpty)
            {
                _topics.TryRemove(subscription.Topic, out _);
            }
        }
    }

    private void Tell(Topic topic, ProgressEvent change)
    {
        foreach (var subscription in topic.Listeners.Keys)
        {
            try
            {
                subscription.Listener(change);
            }
            catch (Exception broken)
            {
                // One broken page must not keep the others, or the engine, from going on.
                log.LogWarning(broken, "A listener to {Topic} failed", change.Topic);
            }
        }
    }

    private sealed class Topic
    {
        public long Version;

        public ConcurrentDictionary<Subscription, bool> Listeners { get; } = new();
    }

    private sealed class Subscription(ProgressFeed feed, string topic, Action<ProgressEvent> listener) : IDisposable
    {
        public string Topic { get; } = topic;

        public Action<ProgressEvent> Listener { get; } = listener;

        public void Dispose() => feed.LetGo(this);
    }
}
