using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Takes the tags of the file system off its backup, where a policy asks for that.</summary>
/// <remarks>
/// AWS Backup always adds them, so they are removed once the backup is complete. It may run twice: what is off stays off.
/// </remarks>
public sealed class TagTrimmer(VaultGateway vaults, ILogger<TagTrimmer> log)
{
    /// <summary>Leaves only the tags of the portal and of the policy on a complete backup, or notes that AWS has no time for it.</summary>
    public async Task TrimAsync(LanePass pass, WorkItem task, TrimTags trim, CancellationToken cancel)
    {
        using var work = PortalTrace.Begin(log, nameof(TagTrimmer), task.SessionId, task.Id);
        try
        {
            await UntagAsync(pass, task, trim.Point.Arn, cancel);
        }
        catch (AwsFault fault) when (fault.IsPassing)
        {
            pass.Seen.TagsRefused = fault.Message;
            return;
        }
        catch (AwsFault fault)
        {
            pass.Log(
                task, LogLevel.Warning,
                $"The backup keeps the tags of the file system: {fault.Message} The portal needs fsx:UntagResource to remove them.");
        }

        pass.Seen.Trimmed.Add(task.Id);
    }

    private async Task UntagAsync(LanePass pass, WorkItem task, string pointArn, CancellationToken cancel)
    {
        var order = pass.Sessions[task.SessionId].Order!;
        var details = await vaults.ReadDetailsAsync(pass.Account, pass.Region, [pointArn], cancel);
        var foreign = details.SelectMany(known => known.Tags.Keys).Where(key => !PointTags.IsOwn(key) && !order.Tags.ContainsKey(key))
            .ToList();
        if (foreign.Count > 0)
        {
            pass.DemandLease();
            await vaults.UntagAsync(pass.Account, pass.Region, pointArn, foreign, cancel);
            pass.Log(
                task, LogLevel.Information,
                $"Tags of the file system were left out: {string.Join(", ", foreign.Order(StringComparer.Ordinal))}.");
        }
    }
}
