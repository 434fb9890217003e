using FsxPortal.Core;
using FsxPortal.Core.Progress;

namespace FsxPortal.Live;

/// <summary>Lets pages that show the same share one read of it: two hundred people at one session ask the database once.</summary>
/// <remarks>
/// A read is shared by all who ask before the next change of the topics it depends on, and for a moment only, in case a change is not
/// heard of. It began after the last change, so it holds that change. What depends on who asks must have that in its key.
/// </remarks>
public sealed class JointReads(ProgressFeed feed, Clocks clocks)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<object, JointRead> _reads = [];

    /// <summary>Reads, or takes part in a read that holds all that is known to have changed.</summary>
    /// <param name="topics">What the answer depends on.</param>
    /// <param name="key">What is asked: equal for the same question, as a tuple or a record is.</param>
    /// <param name="read">Asks. It is not canceled, since others may wait for it too.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<T> ReadAsync<T>(IEnumerable<string> topics, object key, Func<Task<T>> read, CancellationToken cancel)
    {
        var version = topics.Sum(feed.VersionOf);
        JointRead? entry;
        lock (_gate)
        {
            if (!_reads.TryGetValue(key, out entry) || entry.Version < version || entry.HasFailed)
            {
                // Lazy: the read starts after the lock is released, so that one read does not wait for another.
                _reads[key] = entry = new JointRead(version, new Lazy<Task>(read));
                _ = ForgetAsync(key, entry);
            }
        }

        return ((Task<T>)entry.Answer.Value).WaitAsync(cancel);
    }

    private async Task ForgetAsync(object key, JointRead entry)
    {
        await Task.Delay(_longest, clocks.Technical, CancellationToken.None);
        lock (_gate)
        {
            if (_reads.TryGetValue(key, out var known) && known == entry)
            {
                _reads.Remove(key);
            }
        }
    }

    private sealed record JointRead(long Version, Lazy<Task> Answer)
    {
        public bool HasFailed => Answer is { IsValueCreated: true, Value.IsFaulted: true };
    }
}
