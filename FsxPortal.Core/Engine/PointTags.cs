using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Engine;

/// <summary>The portal's tags on each recovery point, by which it knows its own after losing its database.</summary>
public static class PointTags
{
    public const string Policy = "fsxp.policy";
    public const string Slot = "fsxp.slot";
    public const string Flags = "fsxp.flags";

    /// <summary>What the tags say; none if they are not the portal's.</summary>
    public static (Guid PolicyId, DateTimeOffset? Slot, GfsFlags Flags)? Read(IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.TryGetValue(Policy, out var id) || !Guid.TryParse(id, out var policyId))
        {
            return null;
        }

        var hasSlot = DateTimeOffset.TryParse(
            tags.GetValueOrDefault(Slot), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var slot);
        return (policyId, hasSlot ? slot : null, GfsLetters.Parse(tags.GetValueOrDefault(Flags) ?? ""));
    }
}
