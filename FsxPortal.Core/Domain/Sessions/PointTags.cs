using System.Globalization;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Sessions;

/// <summary>The portal's tags on each recovery point, by which it knows its own after losing its database.</summary>
public static class PointTags
{
    public const string Policy = "fsxp.policy";
    public const string Slot = "fsxp.slot";
    public const string Flags = "fsxp.flags";

    /// <summary>Binds the others to what was backed up: tags travel.</summary>
    public const string Resource = "fsxp.resource";

    // Copies carry the tags of their backup: what differs for them stands behind this.
    private const char ForCopies = '/';

    /// <summary>How the flags of a run are written, such as <c>D</c>, or <c>DW/W</c>
    /// where only the weekly flag is the copies' too.</summary>
    public static string Write(GfsFlags flags, GfsFlags copyFlags)
    {
        var written = string.Concat(flags.ToLetters());
        return copyFlags == GfsFlags.None || copyFlags == flags ? written : $"{written}{ForCopies}{string.Concat(copyFlags.ToLetters())}";
    }

    /// <summary>How many tags the portal writes.</summary>
    public const int Count = 4;

    /// <summary>Whether a tag belongs to the portal, or to AWS itself, and not to people.</summary>
    public static bool IsOwn(string key) =>
        key.StartsWith("fsxp.", StringComparison.Ordinal) || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tags of a task's backup.</summary>
    public static IReadOnlyDictionary<string, string> Of(Session session, WorkItem task) => new Dictionary<string, string>
    {
        [Policy] = session.Order!.PolicyId.ToString(),
        [Slot] = session.Slot.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        [Flags] = Write(task.FlagsOf(session.Order, JobKind.Backup), task.FlagsOf(session.Order, JobKind.Copy)),
        [Resource] = Arn.Parse(task.ResourceArn).Id,
    };

    /// <summary>What the tags say; none if they are not the portal's.</summary>
    public static (PointClaim Claim, GfsFlags Flags, GfsFlags CopyFlags)? Read(IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.TryGetValue(Policy, out var id) || !Guid.TryParse(id, out var policyId))
        {
            return null;
        }

        var hasSlot = DateTimeOffset.TryParse(
            tags.GetValueOrDefault(Slot), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var slot);
        var letters = (tags.GetValueOrDefault(Flags) ?? "").Split(ForCopies);
        return (new PointClaim(policyId, hasSlot ? slot : null, tags.GetValueOrDefault(Resource)), GfsLetters.Parse(letters[0]),
            GfsLetters.Parse(letters[^1]));
    }
}
