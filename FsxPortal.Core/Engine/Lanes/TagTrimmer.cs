using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine;

/// <summary>Takes the tags of the file system off its backup, where a policy asks for that.</summary>
/// <remarks>
/// AWS Backup always adds them, so they are removed once the backup is complete and before it is copied: copies carry the tags of
/// their backup. It may run twice, and a backup is good without it.
/// </remarks>
public sealed class TagTrimmer(VaultGateway vaults, ILogger<TagTrimmer> log)
{
    /// <summary>Leaves only the tags of the portal and of the policy on a complete backup.</summary>
    /// <exception cref="AwsFault">AWS can't be reached: the next pass tries again.</exception>
    public async Task TrimAsync(LanePass pass, BackupTask task, string pointArn, CancellationToken cancel)
    {
        var order = pass.Sessions[task.SessionId].Order!;
        if (order.CopySourceTags)
        {
            return;
        }

        using var work = PortalTrace.Begin(log, nameof(TagTrimmer), task.SessionId, task.Id);
        try
        {
            var details = await vaults.ReadDetailsAsync(pass.Account, pass.Region, [pointArn], cancel);
            var foreign = details.SelectMany(point => point.Tags.Keys).Where(key => !PointTags.IsOwn(key) && !order.Tags.ContainsKey(key)).ToList();
            if (foreign.Count > 0)
            {
                pass.DemandLease();
                await vaults.UntagAsync(pass.Account, pass.Region, pointArn, foreign, cancel);
                pass.Log(task, LogLevel.Information, $"Tags of the file system were left out: {string.Join(", ", foreign.Order(StringComparer.Ordinal))}.");
            }
        }
        catch (AwsFault fault) when (fault.Kind is FaultKind.Denied or FaultKind.NotFound or FaultKind.Refused)
        {
            pass.Log(task, LogLevel.Warning, $"The backup keeps the tags of the file system: {fault.Message} The portal needs fsx:UntagResource to remove them.");
        }
    }
}
