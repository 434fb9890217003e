using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Drives a lane while it holds the lane's lease, and says what keeps it from going on.</summary>
public sealed class LaneDriver(LaneLeases leases, PassRunner passes, IProgressRelay relay, Checkpoints checkpoints, ILogger<LaneDriver> log)
{
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(5);

    /// <summary>Makes one pass, unless somebody else holds the lane or nothing in it is due.</summary>
    public async Task AdvanceAsync(string lane, CancellationToken cancel)
    {
        if (await leases.TryTakeAsync(lane, cancel) is { } lease)
        {
            var (awsAccount, region) = Lane.Split(lane);
            using var activity = PortalTrace.Pass(awsAccount, region);
            await AdvanceAsync(lease, cancel);
        }
    }

    private async Task AdvanceAsync(LaneLease lease, CancellationToken cancel)
    {
        try
        {
            checkpoints.Pass(Checkpoints.LaneTaken);
            var again = await leases.HoldAsync(lease, held => passes.RunAsync(lease, held), cancel);
            await ReleaseAsync(lease, again, null);
        }
        catch (LeaseLostException lost)
        {
            log.LogWarning("{Message} Nothing more is done here.", lost.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The portal is stopping: whoever comes next goes on at once.
            await ReleaseAsync(lease, TimeSpan.Zero, null);
            throw;
        }
        catch (AwsFault fault)
        {
            log.LogWarning("Lane {Lane}: {Trouble}", lease.Lane, fault.Message);
            await ReleaseAsync(lease, TroublePause, fault.Message);
        }
        catch (DbUpdateException raced)
        {
            // A sync has written what this pass had read, or recorded what it was about to record: the next one reads it again.
            log.LogInformation("Lane {Lane}: {Reason}", lease.Lane, raced.Message);
            await ReleaseAsync(lease, TimeSpan.Zero, null);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "The pass over the lane {Lane} failed", lease.Lane);
            await ReleaseAsync(
                lease, TroublePause,
                $"The portal failed to go on here: {broken.Message} It tries again by itself; its log has the details.");
        }
    }

    private async Task ReleaseAsync(LaneLease lease, TimeSpan? again, string? trouble)
    {
        if (await leases.ReleaseAsync(lease, again, trouble, CancellationToken.None))
        {
            relay.Publish([ProgressTopic.Lanes]);
        }
    }
}
