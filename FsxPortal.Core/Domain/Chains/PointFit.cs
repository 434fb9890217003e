using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>What the portal's tags on a recovery point, or on a file system, say.</summary>
/// <param name="PolicyId">Whose run made it.</param>
/// <param name="Slot">The slot of the run; none if the tags do not say.</param>
/// <param name="Resource">The AWS id of what was backed up; none on points that older versions made.</param>
public sealed record PointClaim(Guid PolicyId, DateTimeOffset? Slot, string? Resource);

/// <summary>Where the policy that the tags name has such points made.</summary>
/// <param name="Policy">The name of the policy.</param>
/// <param name="Account">The AWS account it works in.</param>
/// <param name="VaultArn">The vault for them; none if it makes none.</param>
public sealed record PointHome(string Policy, string Account, string? VaultArn);

/// <summary>Judges whether a recovery point is ours, as its tags say.</summary>
/// <remarks>
/// Tags travel: AWS puts those of a restored file system on all its backups, and people copy them. What is ours is deleted one
/// day, so in doubt a point is somebody else's.
/// </remarks>
public static class PointFit
{
    /// <summary>How long after its slot a point may be made that is bound to its file
    /// system: a run may be made up for after a long downtime.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(30);

    /// <summary>The same for a point that no tag binds to its file system: as long as a run takes at its worst.</summary>
    public static readonly TimeSpan LongestUnboundRun = TimeSpan.FromDays(2);

    /// <summary>How much earlier than its slot a point may seem to be made, because clocks differ.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    /// <summary>Why the point is not ours although its tags say so, in a sentence; none if it fits.</summary>
    /// <param name="claim">What its tags say.</param>
    /// <param name="point">What AWS says.</param>
    /// <param name="kind">Whether it is a backup or a copy.</param>
    /// <param name="home">Where it should lie; none if that is not known.</param>
    /// <param name="ofSource">What the tags of the file system itself say.</param>
    public static string? Misfit(
        PointClaim claim, RecoveryPointFacts point, RestorePointKind kind, PointHome? home, IEnumerable<PointClaim> ofSource) =>
        MisfitOfSource(claim, point, ofSource) ?? MisfitOfSlot(claim, point) ?? MisfitOfPlace(point, kind, home);

    private static string? MisfitOfSource(PointClaim claim, RecoveryPointFacts point, IEnumerable<PointClaim> ofSource)
    {
        var resource = Arn.Parse(point.ResourceArn).Id;
        if (point.Plan is { } plan)
        {
            return $"The AWS Backup plan {plan} made it.";
        }

        if (claim.Resource is { } bound && bound != resource)
        {
            return $"Its tags belong to {bound}, but it is a backup of {resource}: tags travel with restores and with people.";
        }

        return ofSource.Any(tags => tags.PolicyId == claim.PolicyId && tags.Slot == claim.Slot)
            ? $"{resource} carries these tags itself, and AWS puts them on every backup of it."
            : null;
    }

    private static string? MisfitOfSlot(PointClaim claim, RecoveryPointFacts point)
    {
        if (claim.Slot is not { } slot)
        {
            return "Its tags name no run.";
        }

        var late = point.CreatedAt - slot;
        var run = $"Its tags name the run of {Moments.Text(slot)}";
        return late < -ClockMargin ? $"{run}, but it was made before that."
            : late > (claim.Resource is null ? LongestUnboundRun : LongestRun) ? $"{run}, but it was made {(int)late.TotalDays} days later."
            : null;
    }

    private static string? MisfitOfPlace(RecoveryPointFacts point, RestorePointKind kind, PointHome? home)
    {
        var (source, vault) = (Arn.Parse(point.ResourceArn), Arn.Parse(point.VaultArn));
        if (source.Account != vault.Account || (home is not null && home.Account != source.Account))
        {
            return $"It lies in the AWS account {vault.Account}, where the policy that its tags name makes nothing.";
        }

        if (kind == RestorePointKind.Backup && source.Region != vault.Region)
        {
            return $"It lies in {vault.Region}, but it is no copy and what it was made of is in {source.Region}.";
        }

        var what = kind == RestorePointKind.Copy ? "copies" : "backups";
        return home is null || home.VaultArn == point.VaultArn ? null
            : home.VaultArn is null ? $"The policy {home.Policy}, which its tags name, makes no {what} of {source.Region}."
            : $"The policy {home.Policy}, which its tags name, keeps its {what} of {source.Region} in {home.VaultArn}.";
    }
}
