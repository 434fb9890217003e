using System.Text.Json.Nodes;

namespace FsxPortal.Emulator;

/// <summary>One request as the journal shows it.</summary>
public sealed record JournalEntry(
    long Number, DateTimeOffset Time, string Account, string Region, string Service, string Operation, JsonNode? Parameters, int Status, string? Error, string Effect);

/// <summary>Every request in the order of arrival; the oldest fall out after a million.</summary>
public sealed class Journal
{
    private const int Capacity = 1_000_000;
    private readonly Queue<JournalEntry> _entries = new();
    private long _number;

    /// <summary>Adds a request.</summary>
    public void Add(Func<long, JournalEntry> entry)
    {
        lock (_entries)
        {
            _entries.Enqueue(entry(++_number));
            if (_entries.Count > Capacity)
            {
                _entries.Dequeue();
            }
        }
    }

    /// <summary>Forgets the requests; numbers go on, so that who reads on from one misses nothing.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            _entries.Clear();
        }
    }

    /// <summary>Requests with a number above <paramref name="after"/>, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Read(long after, int limit)
    {
        lock (_entries)
        {
            return [.. _entries.SkipWhile(entry => entry.Number <= after).Take(limit)];
        }
    }
}
