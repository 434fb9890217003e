using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>A chain that is about to lose points, and what AWS lists of it, by ARN.</summary>
public sealed record DoomedChain(
    RetentionRequest Request, Chain Chain, FileSystem FileSystem, IReadOnlyDictionary<string, RecoveryPointFacts> Listed)
{
    // Nothing is deleted while our clock and that of AWS differ by more: ends are instants.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    /// <summary>What AWS lists of it and the portal cannot make sense of.</summary>
    public IReadOnlyList<OddItem> Odd { get; init; } = [];

    /// <summary>Reads what AWS lists of the chain.</summary>
    /// <exception cref="AwsFault">The list is not complete.</exception>
    public static async Task<DoomedChain> ReadAsync(
        VaultGateway vaults, LanePass pass, RetentionRequest request, Chain chain, CancellationToken cancel)
    {
        var fileSystem = await pass.Db.FileSystems.AsNoTracking().SingleAsync(row => row.Id == chain.FileSystemId, cancel);
        var (listed, odd) = await vaults.ReadPointsAsync(pass.Account, Arn.Parse(chain.VaultArn), fileSystem.Arn, null, cancel);
        return new DoomedChain(request, chain, fileSystem, listed.ToDictionary(point => point.Arn)) { Odd = odd };
    }

    /// <summary>Takes over what AWS calls good or no longer good: what is no good lets no older point go. The caller saves.</summary>
    /// <returns>Whether anything has changed.</returns>
    public async Task<bool> FollowStatesAsync(LanePass pass, CancellationToken cancel)
    {
        var changed = Chain.Points.Where(point => Listed.TryGetValue(point.Arn, out var facts) && point.IsOtherThan(facts))
            .Select(point => point.Id).ToList();
        foreach (
            var point in changed.Count == 0 ? []
                : await pass.Db.RestorePoints.Where(point => changed.Contains(point.Id)).ToListAsync(cancel))
        {
            point.See(Listed[point.Arn]);
            pass.ChainChanged(point.FileSystemId);
        }

        return changed.Count > 0;
    }

    /// <summary>Whether AWS agrees with what the database believes; only then may anything be deleted.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="ahead">By how much this machine's clock is ahead of AWS's.</param>
    /// <returns>The doubt in words; none if there is none.</returns>
    public string? Doubt(DateTimeOffset now, TimeSpan ahead)
    {
        if (ahead.Duration() > MostSkew)
        {
            return new ClockDifference(OtherClock.Aws, ahead).Text;
        }

        return Chain.Points.FirstOrDefault(point =>
            point.State == RestorePointState.Available && !Listed.ContainsKey(point.Arn) && !(point.DeleteAt <= now)) is { } missing
            ? Odd.FirstOrDefault(item => item.Key == missing.Arn)?.Text ?? $"AWS did not list the restore point of {Moments.Text(missing.Moment)}. Synchronise the vaults to see what is there."
            : null;
    }
}
