using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Says whether AWS agrees with what the database believes of a chain; only then may anything of it be deleted.</summary>
/// <remarks>What AWS will not show is not deleted.</remarks>
public sealed class ChainDoubts(VaultGateway vaults, LastLook lastLook)
{
    // Nothing is deleted while our clock and that of AWS differ by more: ends are instants.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    /// <summary>Looks for what speaks against deleting. What is not ours is taken off the list of what would go.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="request">What is being judged.</param>
    /// <param name="chain">The chain as the database has it.</param>
    /// <param name="doomed">What would go.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Why nothing of the chain is deleted; none if nothing speaks against it.</returns>
    /// <exception cref="AwsFault">A list could not be read to its end: the next pass reads it again.</exception>
    public async Task<string?> FindAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        try
        {
            return await DoubtAsync(pass, request, chain, doomed, cancel);
        }
        catch (AwsFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.NotFound or FaultKind.Refused)
        {
            return fault.Message;
        }
    }

    private async Task<string?> DoubtAsync(
        LanePass pass, RetentionRequest request, Chain chain, List<Verdict> doomed, CancellationToken cancel)
    {
        var fileSystem = await pass.Db.FileSystems.AsNoTracking().SingleAsync(row => row.Id == chain.FileSystemId, cancel);
        var (points, odd) = await vaults.ReadPointsAsync(pass.Account, Arn.Parse(chain.VaultArn), fileSystem.Arn, null, cancel);
        var listed = points.ToDictionary(point => point.Arn);
        var ahead = vaults.ClockAhead(pass.Account, pass.Region);
        if (ahead.Duration() > MostSkew)
        {
            return $"The clock of this machine is {ahead.Duration().TotalMinutes:0.#} minutes "
                + $"{(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of AWS. Set it right.";
        }

        if (chain.Points.FirstOrDefault(point =>
            point.State == RestorePointState.Available && !listed.ContainsKey(point.Arn) && !(point.DeleteAt <= pass.Now)) is { } missing)
        {
            return odd.FirstOrDefault(item => item.Key == missing.Arn)?.Text
                ?? $"AWS did not list the restore point of {Moments.Text(missing.Moment)}. Synchronise the vaults to see what is there.";
        }

        // Only what may change is watched: the daily pass reads all chains of a fleet.
        var ids = doomed.ConvertAll(verdict => verdict.Point.Id);
        var ending = await pass.Db.RestorePoints.Where(point => ids.Contains(point.Id)).OrderBy(point => point.CreatedAt)
            .ToListAsync(cancel);
        var spared = await lastLook.TakeAsync(pass, request, fileSystem, listed, ending, cancel);
        doomed.RemoveAll(verdict => spared.Contains(verdict.Point.Id));
        return null;
    }
}
