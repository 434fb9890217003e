using System.Text.Json.Nodes;

namespace FsxPortal.Emulator;

/// <summary>One request as the journal shows it.</summary>
public sealed record JournalEntry(
    long Number, DateTimeOffset Time, string Account, string Region, string Service, string Operation, JsonObject Parameters, int Status,
    string? Error, string Effect)
{
    /// <summary>The action of the fault rule that has hit it; none for nearly all.</summary>
    public string? Fault { get; init; }
}

/// <summary>Every request in the order of arrival; the oldest fall out after a million.</summary>
public sealed class Journal
{
    private const int Capacity = 1_000_000;
    private readonly List<JournalEntry> _entries = [];
    private int _oldest;
    private long _number;

    /// <summary>Adds a request.</summary>
    public void Add(Func<long, JournalEntry> entry)
    {
        lock (_entries)
        {
            var added = entry(++_number);
            if (_entries.Count < Capacity)
            {
                _entries.Add(added);
                return;
            }

            _entries[_oldest] = added;
            _oldest = (_oldest + 1) % Capacity;
        }
    }

    /// <summary>Forgets the requests; numbers go on, so that who reads on from one misses nothing.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            _entries.Clear();
            _oldest = 0;
        }
    }

    /// <summary>Requests with a number above <paramref name="after"/>, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Read(long after, int limit)
    {
        lock (_entries)
        {
            var skipped = (int)Math.Clamp(after - (_number - _entries.Count), 0, _entries.Count);
            var count = Math.Clamp(limit, 0, _entries.Count - skipped);
            return [.. Enumerable.Range(skipped, count).Select(i => _entries[(_oldest + i) % _entries.Count])];
        }
    }
}
