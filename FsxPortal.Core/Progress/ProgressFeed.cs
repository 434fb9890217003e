using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Progress;

/// <summary>Where pages and hubs of this process listen, and where the one-process relay ends.</summary>
/// <remarks>An event carries no data: listeners read again what they show, so none can be stale or leak anything.</remarks>
public sealed class ProgressFeed(ILogger<ProgressFeed> log) : IProgressRelay
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>How many subscriptions are held; none once every page has let go.</summary>
    public int Subscriptions => _topics.Values.Sum(topic => topic.Listeners.Count);

    /// <summary>How many changes of <paramref name="topic"/> were heard of since somebody first listened to it.</summary>
    public long VersionOf(string topic) => _topics.TryGetValue(topic, out var known) ? Interlocked.Read(ref known.Version) : 0;

    /// <summary>Calls <paramref name="listener"/> at each change of <paramref name="topic"/> until the result is disposed.</summary>
    /// <remarks>The listener runs on the publisher's thread and has to return at once.</remarks>
    public IDisposable Subscribe(string topic, Action<ProgressEvent> listener)
    {
        var entry = _topics.GetOrAdd(topic, _ => new Topic());
        var subscription = new Subscription(entry, listener);
        entry.Listeners[subscription] = true;
        return subscription;
    }

    /// <inheritdoc/>
    public void Publish(IEnumerable<string> topics)
    {
        foreach (var name in topics.Distinct(StringComparer.Ordinal))
        {
            if (_topics.TryGetValue(name, out var topic))
            {
                Tell(topic, new ProgressEvent(name, Interlocked.Increment(ref topic.Version)));
            }
        }
    }

    /// <summary>Tells every listener that anything may have changed.</summary>
    public void PublishAll() => Publish(_topics.Keys);

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

    private sealed class Subscription(Topic topic, Action<ProgressEvent> listener) : IDisposable
    {
        public Action<ProgressEvent> Listener { get; } = listener;

        public void Dispose() => topic.Listeners.TryRemove(this, out _);
    }
}
