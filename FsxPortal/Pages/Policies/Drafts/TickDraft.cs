namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>Which hours, days or months have a backup, and which of those a copy, while somebody clicks.</summary>
public sealed class TickDraft(IEnumerable<int>? backups, IEnumerable<int>? copies)
{
    public SortedSet<int> Backups { get; } = [.. backups ?? []];

    public SortedSet<int> Copies { get; } = [.. copies ?? []];

    /// <summary>Switches a backup. Without a backup there is nothing to copy.</summary>
    public void ToggleBackup(int cell)
    {
        if (!Backups.Add(cell))
        {
            Backups.Remove(cell);
            Copies.Remove(cell);
        }
    }

    /// <summary>Switches a copy. A copy needs the backup of its cell.</summary>
    public void ToggleCopy(int cell)
    {
        if (!Copies.Remove(cell))
        {
            Copies.Add(cell);
            Backups.Add(cell);
        }
    }
}
