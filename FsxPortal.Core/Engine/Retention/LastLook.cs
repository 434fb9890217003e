using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Looks once more whether restore points that are about to be deleted are
/// ours. One that is not keeps none of the others from going.</summary>
public sealed class LastLook(VaultGateway vaults)
{
    /// <summary>Finds what must not be deleted, and says in the log of the session why.</summary>
    /// <param name="pass">The pass; what was adopted and is somebody else's is marked so in it.</param>
    /// <param name="request">What is being judged.</param>
    /// <param name="fileSystem">Whose points they are.</param>
    /// <param name="listed">What AWS Backup says of the points of the chain, by ARN.</param>
    /// <param name="doomed">The points that would go, tracked by the pass.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The ids of those that stay.</returns>
    public async Task<IReadOnlySet<Guid>> TakeAsync(
        LanePass pass, RetentionRequest request, FileSystem fileSystem, IReadOnlyDictionary<string, RecoveryPointFacts> listed,
        IReadOnlyList<RestorePoint> doomed, CancellationToken cancel)
    {
        var details = await vaults.FindDetailsAsync(pass.Account, pass.Region, [.. doomed.Select(point => point.Arn)], cancel);
        var spared = new HashSet<Guid>();
        foreach (var point in doomed)
        {
            var known = details.GetValueOrDefault(point.Arn);
            var objection = known is null || !listed.TryGetValue(point.Arn, out var facts) ? "AWS did not say enough of it this time."
                : Objection(point, facts, known, fileSystem);
            if (objection is null)
            {
                continue;
            }

            spared.Add(point.Id);
            await SayAsync(pass, request, $"{fileSystem.Name}: the restore point {point.Arn} is not deleted. {objection}", cancel);
            if (known is not null && listed.ContainsKey(point.Arn) && point.SessionId is null)
            {
                point.Disown(objection);
                pass.ChainChanged(point.FileSystemId);
            }
        }

        return spared;
    }

    // A chain that loses more points than a pass may delete is looked at by several of them.
    private static async Task SayAsync(LanePass pass, RetentionRequest request, string text, CancellationToken cancel)
    {
        if (!await pass.Db.Log.AnyAsync(line => line.SessionId == request.SessionId && line.Text == text, cancel))
        {
            pass.Log(request.SessionId, request.TaskId, LogLevel.Warning, text);
        }
    }

    // What a job of ours made is ours whatever its tags say, but whoever has changed them may have meant something by it.
    private static string? Objection(RestorePoint point, RecoveryPointFacts facts, PointDetails details, FileSystem fileSystem)
    {
        var claim = PointTags.Read(details.Tags)?.Claim;
        if (claim is null || claim.PolicyId != point.PolicyId)
        {
            return "Its tags do not name the policy that made it. Check who changed them.";
        }

        if (point.SessionId is null)
        {
            return PointOwnership.Misfit(claim, facts, point.Kind, details, fileSystem);
        }

        return claim.Resource is { } resource && resource != Arn.Parse(fileSystem.Arn).Id
            ? $"Its tags name {resource} and not what it was made of. Check who changed them." : null;
    }
}
