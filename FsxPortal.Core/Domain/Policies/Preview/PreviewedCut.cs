using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>Restore points that end sooner than they were promised.</summary>
/// <param name="Kind">Backups or copies.</param>
/// <param name="Flag">Their flag, a letter; none where it is about the newest restore point of each chain.</param>
/// <param name="Before">How long the policy keeps them as it is saved; none where that is not known.</param>
/// <param name="After">How long they are kept then.</param>
public sealed record PreviewedCut(RestorePointKind Kind, string? Flag, Period? Before, Period? After)
{
    /// <summary>Everything that an edit ends sooner.</summary>
    public static IEnumerable<PreviewedCut> Of(RetentionEdit? edit, PolicyDocument? saved)
    {
        if (edit?.Cuts is not { } cuts)
        {
            yield break;
        }

        foreach (var kind in new[] { RestorePointKind.Backup, RestorePointKind.Copy })
        {
            var before = kind == RestorePointKind.Copy ? saved?.Schedule?.CopyPeriods() : saved?.Schedule?.BackupPeriods();
            foreach (var flag in cuts.Of(kind).Each())
            {
                yield return new PreviewedCut(kind, flag.ToLetters()[0], before?.GetValueOrDefault(flag), edit.RulesOf(kind).Periods[flag]);
            }
        }

        if (cuts.Newest)
        {
            yield return new PreviewedCut(RestorePointKind.Backup, null, null, null);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Flag is null
        ? "The newest restore point of a chain no longer stays when its time is over."
        : $"{(Kind == RestorePointKind.Copy ? "Copies" : "Backups")} with the flag {Flag} end after "
        + $"{After}{(Before is null || Before == After ? "" : $" instead of {Before}")}, also those that exist.";
}
