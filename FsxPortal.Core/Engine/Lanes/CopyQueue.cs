using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Sessions.Turns;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Looks at the copies that run to full destinations, and foretells when those that wait in a lane get their turn.</summary>
public static class CopyQueue
{
    // As many copies as tell how long one takes.
    private const int Sample = 20;

    /// <summary>Notes the slots that are taken, and the turns of the copies that wait for one.</summary>
    public static async Task SeeAsync(LanePass pass, CancellationToken cancel)
    {
        // A complete copy has left its slot, also while what it has made is not recorded yet.
        var running = await pass.Db.Runs.AsNoTracking()
            .Where(copy => copy.Kind == JobKind.Copy && copy.State == TaskState.Running && !copy.AwaitsPoint)
            .Select(copy => new { copy.AwsAccount, copy.Region, copy.IntentAt }).ToListAsync(cancel);
        foreach (var destination in running.GroupBy(copy => Lane.Of(copy.AwsAccount, copy.Region)))
        {
            pass.Seen.CopiesRunning[destination.Key] = destination.Count();
            if (destination.Count() >= Observation.CopiesPerDestination)
            {
                await ForetellAsync(pass, destination.Key, [.. destination.Select(copy => copy.IntentAt ?? pass.Now)], cancel);
            }
        }
    }

    private static async Task ForetellAsync(
        LanePass pass, string destination, IReadOnlyList<DateTimeOffset> started, CancellationToken cancel)
    {
        var waiting = pass.Tasks.Where(task => task.Step == TaskStep.Copying).SelectMany(task => task.Copies)
            .Where(copy => copy.State == TaskState.Pending && copy.Destination == destination).ToList();
        if (waiting.Count == 0 || await TypicalAsync(pass, destination, cancel) is not { } typical)
        {
            return;
        }

        foreach (var (copy, turn) in waiting.Zip(CopyTurns.Of(pass.Now, started, typical, waiting.Count)))
        {
            pass.Seen.CopyTurns[copy.Id] = turn;
        }
    }

    // Ids grow with time: the newest are found without sorting years of them.
    private static async Task<TimeSpan?> TypicalAsync(LanePass pass, string destination, CancellationToken cancel)
    {
        var (account, region) = Lane.Split(destination);
        var ended = await pass.Db.Runs.AsNoTracking()
            .Where(copy =>
                copy.Kind == JobKind.Copy && copy.AwsAccount == account && copy.Region == region && copy.State == TaskState.Succeeded
                    && copy.IntentAt != null && copy.EndedAt != null)
            .OrderByDescending(copy => copy.Id).Take(Sample).Select(copy => new { copy.IntentAt, copy.EndedAt }).ToListAsync(cancel);
        var lasted = ended.Select(copy => copy.EndedAt!.Value - copy.IntentAt!.Value).Order().ToList();
        return lasted.Count == 0 ? null : lasted[lasted.Count / 2];
    }
}
