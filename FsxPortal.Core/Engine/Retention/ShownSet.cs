using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Names by a digest the restore points whose ends an edit brings forward: who approves it approves these and no others.</summary>
/// <remarks>
/// The set follows from what ends sooner and from the points there are of the file systems that the policy owns. These are not read one by
/// one, of which there may be millions: how many, of which numbers and from when they are changes with every one that comes or goes.
/// </remarks>
public static class ShownSet
{
    /// <summary>The digest of a set.</summary>
    /// <param name="db">The database.</param>
    /// <param name="policyId">The policy.</param>
    /// <param name="edit">How long everything lasts then; none if only what was found over is approved.</param>
    /// <param name="owned">The file systems that the policy owns then.</param>
    /// <param name="found">The points that a sync found to be over and that go then.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string> DigestAsync(
        PortalDb db, Guid policyId, RetentionEdit? edit, IReadOnlySet<Guid> owned, IEnumerable<Guid> found, CancellationToken cancel)
    {
        var rows = await db.Protection.OrderBy(row => row.FileSystemId)
            .Select(row => new { row.FileSystemId, row.RestorePoints, row.Copies, row.Numbers, row.LastBackupAt, row.LastCopyAt })
            .ToListAsync(cancel);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{policyId} {edit?.Cuts}"));
        foreach (var rules in edit is null ? [] : new[] { edit.Backups, edit.Copies })
        {
            text.AppendJoin(' ', rules.Periods.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")).Append(' ')
                .AppendLine(rules.TimeZone);
        }

        foreach (var row in rows.Where(row => owned.Contains(row.FileSystemId)))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{row.FileSystemId} {row.RestorePoints} {row.Copies} {row.Numbers} {row.LastBackupAt?.UtcTicks} "
                    + $"{row.LastCopyAt?.UtcTicks}");
        }

        text.AppendJoin('\n', found.Order());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
