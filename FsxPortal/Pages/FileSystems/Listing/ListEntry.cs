using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Pages.FileSystems.Listing;

/// <summary>A group: what its lines have in common, and how many there are.</summary>
public sealed record ListGroup(string Key, string Title, int Count, bool IsOpen);

/// <summary>What one row of the list shows: the head of a group, or a file system.</summary>
/// <param name="Row">Its number among all rows, from 1.</param>
/// <param name="Group">The group it opens.</param>
/// <param name="Line">The file system.</param>
public sealed record ListEntry(int Row, ListGroup? Group, FileSystemLine? Line)
{
    /// <summary>What tells it from the others.</summary>
    public object Key => Line is null ? Group!.Key : Line.Id;
}
