using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Records deletions that nobody asks for by hand.</summary>
internal static class DeletionEntry
{
    /// <summary>Has it recorded, with the next save, that AWS is asked to delete a point, and what is lost with it.</summary>
    public static void Record(LanePass pass, RestorePoint point) => pass.Record(new AuditEvent(
        Actor.Portal, AuditAction.DeleteRestorePoint,
        new Subject(SubjectKind.RestorePoint, point.Id, point.Arn) { AwsAccount = point.AwsAccount })
    {
        Reason = point.DeletedBecause,
        Before = AuditJson.Of(new { point.Kind, point.FileSystemId, point.VaultArn, point.CreatedAt, point.Slot, point.SizeBytes }),
    });
}
