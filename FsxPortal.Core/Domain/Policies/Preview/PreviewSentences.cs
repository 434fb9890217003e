using System.Globalization;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>What a policy would do, in a few plain sentences.</summary>
public static class PreviewSentences
{
    /// <summary>The sentences.</summary>
    public static IEnumerable<string> Of(
        Policy policy, List<PreviewedRun> runs, List<PreviewedFileSystem> covered, List<SkippedFileSystem> skipped,
            List<PreviewedDeletion> deletions)
    {
        yield return covered.Count == 0 ? "It backs up no file system." : $"It backs up {Count(covered.Count, "file system")}.";
        if (skipped.Count > 0)
        {
            yield return $"It selects {Count(skipped.Count, "more file system")} that it does not back up, such as {skipped[0].Name}: "
                + $"{skipped[0].Reason}";
        }

        foreach (var sentence in ScheduleSentences.Of(policy.Schedule).Values)
        {
            yield return sentence;
        }

        yield return runs is [var next, ..]
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Its next run is on {TimeZoneInfo.ConvertTime(next.Slot, policy.Zone):yyyy-MM-dd 'at' HH:mm} "
                    + $"({policy.Document.TimeZone}){(policy.Enabled ? "." : ", once it is enabled.")}")
            : "It never runs by itself: somebody has to start it.";
        if (deletions.Count > 0)
        {
            yield return $"The next retention pass deletes {Count(deletions.Count, "restore point")}, the oldest of "
                + $"{Moments.Text(deletions.Min(point => point.Moment))}.";
        }
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
