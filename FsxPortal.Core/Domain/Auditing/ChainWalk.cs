namespace FsxPortal.Core.Domain.Auditing;

/// <summary>Goes along the audit trail, link by link, and notes what does not fit.</summary>
/// <param name="keys">What has sealed it.</param>
/// <param name="noted">How far it reached once, as was noted outside of the database; none if nobody noted it.</param>
public sealed class ChainWalk(AuditKeys keys, AuditAnchor? noted)
{
    private const int MostFaults = 20;

    private readonly List<AuditFault> _faults = [];
    private AuditAnchor _last = AuditAnchor.Beginning;
    private long _entries;

    /// <summary>The number of the last entry that was taken.</summary>
    public long Reached => _last.Number;

    /// <summary>Takes the next entry, in the order of their numbers.</summary>
    public void Take(AuditEntry entry)
    {
        _entries++;
        if (entry.Number < 1)
        {
            Note(entry.Number, $"The entry {entry.Number} stands before the first one.");
            return;
        }

        if (entry.Number > Reached + 1)
        {
            Miss(Reached + 1, entry.Number - 1);
        }

        if (!keys.Has(entry.KeyId))
        {
            Note(entry.Number, $"The entry {entry.Number} is sealed with a key that is not here ({entry.KeyId}).");
        }
        else if (!entry.IsGenuine(keys))
        {
            Note(entry.Number, $"The entry {entry.Number} is not what the portal wrote there: it was changed, moved or put in.");
        }
        else if (entry.Number == Reached + 1 && entry.Previous != _last.Seal)
        {
            Note(entry.Number, $"The entry {entry.Number} does not follow the one before it.");
        }

        if (entry.Number == noted?.Number && entry.Seal != noted.Seal)
        {
            Note(entry.Number, $"The entry {entry.Number} is another one than was noted outside of the database.");
        }

        _last = entry.Anchor;
    }

    /// <summary>Compares the end with the mark, and says what was found.</summary>
    public AuditVerdict End(AuditHead? head)
    {
        var isBelieved = head?.IsGenuine(keys) == true;
        if (!isBelieved && (head is not null || _entries > 0))
        {
            Note(0, head is null ? "The mark of the end is missing." : "The mark of the end is not what the portal wrote.");
        }

        var end = Math.Max(isBelieved ? head!.Number : 0, noted?.Number ?? 0);
        if (end > Reached)
        {
            Miss(Reached + 1, end);
        }
        else if (isBelieved && head!.Anchor != _last)
        {
            Note(Reached, $"The entry {Reached} is not the one that the trail ended with, which was the entry {head.Number}.");
        }

        return new AuditVerdict(_entries, _faults.Count == 0 ? _last : null, _faults);
    }

    private void Miss(long from, long to) =>
        Note(from, from == to ? $"The entry {from} is missing." : $"The entries {from} to {to} are missing.");

    private void Note(long number, string text)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new AuditFault(number, text));
        }
    }
}
