using FsxPortal.Core.Domain.Auditing;

namespace FsxPortal.Core.Engine.Auditing;

/// <summary>Notes outside of the database how far the audit trail reached. Without a place for it nothing is noted.</summary>
/// <param name="path">The file; none if there is no place.</param>
public sealed class AnchorFile(string? path)
{
    /// <summary>What was noted last; none if nothing was.</summary>
    public async Task<AuditAnchor?> ReadAsync(CancellationToken cancel) =>
        path is not null && File.Exists(path) ? AuditAnchor.Read(await File.ReadAllTextAsync(path, cancel)) : null;

    /// <summary>Notes how far the trail reaches now.</summary>
    public async Task NoteAsync(AuditAnchor end, CancellationToken cancel)
    {
        if (path is null)
        {
            return;
        }

        // Written beside it and put in its place: a power cut leaves the old one or the new one.
        var fresh = $"{path}.new";
        await File.WriteAllTextAsync(fresh, end.ToString(), cancel);
        File.Move(fresh, path, overwrite: true);
    }
}
