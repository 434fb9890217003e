namespace FsxPortal.Core.Domain.Auditing;

/// <summary>Something in the trail that is not as the portal wrote it.</summary>
/// <param name="Number">The entry where it shows; 0 for the trail as a whole.</param>
/// <param name="Text">What, in a sentence.</param>
public sealed record AuditFault(long Number, string Text);

/// <summary>What the trail turned out to be.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="End">Its end, to be noted elsewhere; none if that is not to be believed.</param>
/// <param name="Faults">What does not fit, the first of it first, and only so much as anybody would read.</param>
public sealed record AuditVerdict(long Entries, AuditAnchor? End, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>Whether all is as the portal wrote it.</summary>
    public bool IsWhole => Faults.Count == 0;
}
