using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Takes the tags of the file system off its backup, where a policy asks for that.</summary>
/// <remarks>
/// AWS Backup always adds them, so they are removed once the backup is complete and before it is copied: copies carry the tags of
/// their backup. It may run twice, and a backup is good without it: after <see cref="Patience"/> it goes on with all its tags.
/// </remarks>
public sealed class TagTrimmer(VaultGateway vaults, ILogger<TagTrimmer> log)
{
    /// <summary>For how long after its completion a backup waits for AWS to take tags off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Whether the backup of a task has to wait for this.</summary>
    public static bool Concerns(LanePass pass, WorkItem task) => !pass.Sessions[task.SessionId].Order!.CopySourceTags;

    /// <summary>Leaves only the tags of the portal and of the policy on a complete backup.</summary>
    /// <returns>Whether the task may go on; if not, a later pass tries again.</returns>
    public async Task<bool> TrimAsync(LanePass pass, WorkItem task, RecoveryPointFacts point, CancellationToken cancel)
    {
        if (pass.Seen.TagsRefused is { } refused)
        {
            return Wait(pass, task, point, refused);
        }

        using var work = PortalTrace.Begin(log, nameof(TagTrimmer), task.SessionId, task.Id);
        try
        {
            await UntagAsync(pass, task, point.Arn, cancel);
        }
        catch (AwsFault fault) when (fault.IsPassing)
        {
            pass.Seen.TagsRefused = fault.Message;
            return Wait(pass, task, point, fault.Message);
        }
        catch (AwsFault fault)
        {
            pass.Log(
                task, LogLevel.Warning,
                $"The backup keeps the tags of the file system: {fault.Message} The portal needs fsx:UntagResource to remove them.");
        }

        task.Apply(new Wait(), pass.Now);
        return true;
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

    private static bool Wait(LanePass pass, WorkItem task, RecoveryPointFacts point, string reason)
    {
        if (pass.Now - (point.CompletedAt ?? point.CreatedAt) > Patience)
        {
            pass.Log(
                task, LogLevel.Warning,
                $"The backup keeps the tags of the file system, because AWS took none off for {Patience.TotalMinutes:0} minutes: {reason}");
            return true;
        }

        task.Apply(new Wait($"The backup is complete; its tags are taken off once AWS has time for it: {reason}"), pass.Now);
        return false;
    }
}
