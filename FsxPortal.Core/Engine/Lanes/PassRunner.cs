using System.Data.Common;
using FsxPortal.Core.Engine.Lanes.Looks;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Retention;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Makes one pass over a lane: observes, moves everything that is open a step forward, and judges what has to be judged.</summary>
/// <remarks>A pass may run twice or stop half-way: the next one looks at AWS and the database anew.</remarks>
public sealed class PassRunner(
    LanePasses passes, LaneRounds rounds, RetentionRunner retention, SessionCloser closer, LaneOutage outage, LookTimes looks)
{
    /// <summary>Makes a pass.</summary>
    /// <exception cref="Aws.AwsFault">Something could not be seen; everything else was done.</exception>
    /// <returns>After what time the lane wants to be looked at again; none if nothing is open in it.</returns>
    public async Task<TimeSpan?> RunAsync(LaneLease lease, CancellationToken cancel)
    {
        await using var pass = await passes.OpenAsync(lease, cancel);
        var isBlind = true;
        RetentionRest rest;
        try
        {
            await rounds.BeginAsync(pass, cancel);
            isBlind = false;
            rest = await retention.RunAsync(pass, lease.Lane, cancel);
            await rounds.RunAsync(pass, cancel);
            await closer.CloseAsync(cancel);
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or LeaseLostException or DbException or DbUpdateException))
        {
            await outage.EndOverdueAsync(lease, broken.Message, isBlind, cancel);
            throw;
        }

        if (pass.Seen.Trouble is { } trouble)
        {
            throw trouble;
        }

        var next = looks.Plan(pass, rest.Unconfirmed);
        return rest.HasMore || pass.Seen.HasMore ? TimeSpan.Zero
            : pass.Tasks.Any(task => task.IsOpen) || rest.Unconfirmed is not null ? next
            : null;
    }
}
