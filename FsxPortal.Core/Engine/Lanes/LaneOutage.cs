using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Retention;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Ends what has waited too long in a lane in which no pass comes to its end: nothing waits for ever, whatever AWS does.</summary>
/// <remarks>Nothing is asked of AWS here. What it has made of a job that was given up is found by the next synchronisation.</remarks>
public sealed class LaneOutage(LanePasses passes, TaskActions actions, SessionCloser closer, Clocks clocks)
{
    // What passes sooner needs no word.
    private static readonly TimeSpan Passing = TimeSpan.FromMinutes(5);

    /// <summary>Looks at all that waits in the lane.</summary>
    /// <param name="lease">The lane, held.</param>
    /// <param name="trouble">Why its pass could not go on.</param>
    /// <param name="isBlind">Whether that was before its items had their turn.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task EndOverdueAsync(LaneLease lease, string trouble, bool isBlind, CancellationToken cancel)
    {
        await using var pass = await passes.OpenAsync(lease, cancel);
        var since = await pass.Db.Lanes.Where(lane => lane.Key == lease.Lane).Select(lane => lane.TroubleSince)
            .SingleOrDefaultAsync(cancel);
        var lasted = clocks.RealNow - since ?? TimeSpan.Zero;
        if (lasted < Passing)
        {
            return;
        }

        await EndRequestsAsync(pass, lease.Lane, trouble, cancel);
        foreach (var item in isBlind ? pass.Tasks : [])
        {
            var seen = pass.Seen.Of(item, pass.Sessions[item.SessionId], pass.Now) with
            {
                Blind = new Blindness(trouble, lasted >= JobDeadlines.Patience),
            };
            while (item.IsOpen && await actions.ApplyAsync(pass, item, BackupPlan.Decide(item, seen), cancel))
            {
            }
        }

        await pass.SaveAsync(cancel);
        await closer.CloseAsync(cancel);
    }

    // The daily retention asks again.
    private static async Task EndRequestsAsync(LanePass pass, string lane, string trouble, CancellationToken cancel)
    {
        var since = pass.Now - JobDeadlines.Patience;
        var requests = await pass.Db.RetentionRequests.Where(request =>
            request.Lane == lane && request.DoneAt == null && request.RequestedAt <= since).ToListAsync(cancel);
        await pass.LearnNamesAsync(requests.Select(request => request.FileSystemId), cancel);
        foreach (var request in requests)
        {
            await RequestEnds.EndAsync(pass, request, $"The chain could not be judged for a day. {trouble}", cancel);
        }
    }
}
