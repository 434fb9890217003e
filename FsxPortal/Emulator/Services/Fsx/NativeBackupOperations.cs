using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>Backups that Amazon FSx makes, copies and deletes without AWS Backup.</summary>
public sealed class NativeBackupOperations(AwsWorld world)
{
    private readonly JobLife _jobs = new(world);
    private readonly Repeats _repeats = new(world, "ClientRequestToken", "IncompatibleParameterError");

    public JsonObject Create(Call call)
    {
        var resource = Resource(call);
        var tags = call.Tags("Tags");
        FsxTagOperations.Demand(call, tags, tags);
        if (Repeated(call) is { } before)
        {
            return before;
        }

        if ((resource.BusyWith ?? resource.AutomaticBackup) is not null)
        {
            throw new AwsError("BackupInProgress", $"Another backup of '{resource.Id}' is in progress.");
        }

        DemandQuota(call, resource);
        var (number, vault) = (world.NextNumber(), world.NativeVault(call.Account, call.Region));
        var isFull = _jobs.IsFirstBackup(resource);
        var point = new EmulatedPoint(number, Arn(call, number), vault, resource, call.Now)
        {
            Status = "CREATING",
            StartedAt = call.Now,
            EndsAt = call.Now + JobLife.Duration(resource, isCopy: false, isFull),
            SizeBytes = JobLife.SizeOf(resource),
            Full = isFull,
            FileSystemShape = resource.IsVolume ? world.FileSystemOf(resource)?.Shape : null,

            // Tags are inherited only by a backup that was given none.
            Tags = tags.Count == 0 && (bool?)resource.Configuration?["CopyTagsToBackups"] == true
                ? new Dictionary<string, string>(resource.Tags) : tags,
        };
        resource.BusyWith = point.BackupId;
        Begin(call, point, () => resource.BusyWith = null);
        call.Effect = $"created backup {point.BackupId}";
        return new JsonObject { ["Backup"] = FsxBackupOperations.Shape(point, call.Now) };
    }

    public JsonObject Copy(Call call)
    {
        var (id, from) = (
            call.Text("SourceBackupId") ?? throw call.Refuse("SourceBackupId is required."), call.Text("SourceRegion") ?? call.Region);
        var source = world.Points.GetValueOrDefault($"arn:aws:fsx:{from}:{call.Account}:backup/{id}")
            ?? throw new AwsError("BackupNotFound", $"Backup '{id}' does not exist.");
        var tags = (bool?)call.Members["CopyTags"] == true ? new Dictionary<string, string>(source.Tags) : call.Tags("Tags");
        FsxTagOperations.Demand(call, call.Tags("Tags"), tags);
        if (Repeated(call) is { } before)
        {
            return before;
        }

        DemandCopyable(source, call);
        DemandQuota(call, source.Resource);
        var (number, vault) = (world.NextNumber(), world.NativeVault(call.Account, call.Region));
        var isFull = _jobs.IsFirstCopy(source.Resource, vault);
        var point = new EmulatedPoint(number, Arn(call, number), vault, source.Resource, source.CreatedAt)
        {
            Status = "CREATING",
            StartedAt = call.Now,
            EndsAt = call.Now + JobLife.Duration(source.Resource, isCopy: true, isFull),
            SizeBytes = source.SizeBytes,
            Full = isFull,
            Source = source,
            Shape = source.Shape,
            FileSystemShape = source.FileSystemShape,
            Tags = tags,
        };
        source.Readers++;
        world.CopiesRunning[call.Lane] = world.CopiesRunning.GetValueOrDefault(call.Lane) + 1;
        Begin(call, point, () =>
        {
            source.Readers--;
            world.CopiesRunning[call.Lane]--;
        });
        call.Effect = $"copied backup {id} to {point.BackupId}";
        return new JsonObject { ["Backup"] = FsxBackupOperations.Shape(point, call.Now) };
    }

    public JsonObject Delete(Call call)
    {
        var id = call.Text("BackupId") ?? throw call.Refuse("BackupId is required.");
        var point = FsxBackupOperations.Find(world, call, id);
        var refusal = point switch
        {
            { Vault.IsNative: false } => call.Refuse("Backups that AWS Backup made are deleted through AWS Backup."),
            { Status: "CREATING" } => new AwsError("BackupInProgress", $"Backup '{id}' is in progress."),
            { Restores: > 0 } => new AwsError("BackupRestoring", $"Backup '{id}' is being restored."),
            { Readers: > 0 } => new AwsError("BackupBeingCopied", $"Backup '{id}' is being copied."),
            _ => null,
        };
        if (refusal is not null)
        {
            throw refusal;
        }

        world.Remove(point);
        call.Effect = $"deleted backup {id}";
        return new JsonObject { ["BackupId"] = id, ["Lifecycle"] = "DELETED" };
    }

    private void Begin(Call call, EmulatedPoint point, Action end)
    {
        world.Add(point);
        _repeats.Remember(call, point.Arn);
        world.At(point.EndsAt!.Value, now =>
        {
            (point.Status, point.CompletedAt) = ("COMPLETED", now);
            end();
        });
    }

    private JsonObject? Repeated(Call call) => _repeats.Find(call) is { } arn && world.Points.TryGetValue(arn, out var point)
        ? new JsonObject { ["Backup"] = FsxBackupOperations.Shape(point, call.Now) }
        : null;

    private EmulatedResource Resource(Call call)
    {
        var (volume, id) = (call.Text("VolumeId"), call.Text("FileSystemId"));
        var resource = FsxService.Own(world, call, volume is not null).FirstOrDefault(known => known.Id == (volume ?? id))
            ?? throw new AwsError(volume is null ? "FileSystemNotFound" : "VolumeNotFound", $"'{volume ?? id}' does not exist.");
        return (string?)resource.Shape["FileSystemType"] != "ONTAP" && resource.Lifecycle == "AVAILABLE"
            ? resource
            : throw call.Refuse($"'{resource.Id}' is {resource.Lifecycle}, or backed up by volume only.");
    }

    private void DemandCopyable(EmulatedPoint source, Call call)
    {
        if (!source.Vault.IsNative)
        {
            throw call.Refuse("Backups that AWS Backup made are copied through AWS Backup.");
        }

        if (source.Status != "COMPLETED")
        {
            throw new AwsError("SourceBackupUnavailable", $"Backup '{source.BackupId}' is not available.");
        }

        if (world.CopiesRunning.GetValueOrDefault(call.Lane) >= JobRules.CopiesPerDestination)
        {
            throw new AwsError("ServiceLimitExceeded", $"{JobRules.CopiesPerDestination} copies to {call.Region} are in progress.")
            {
                Members = new JsonObject { ["Limit"] = "TOTAL_IN_PROGRESS_COPY_BACKUPS" },
            };
        }
    }

    private void DemandQuota(Call call, EmulatedResource resource)
    {
        if (world.Quotas.Complaint(call.Lane, resource) is { } complaint)
        {
            throw new AwsError(
                "ServiceLimitExceeded", complaint)
            { Members = new JsonObject { ["Limit"] = "TOTAL_USER_INITIATED_BACKUPS" } };
        }
    }

    private static string Arn(Call call, long number) =>
        $"arn:aws:fsx:{call.Region}:{call.Account}:backup/backup-{AwsWorld.HexId("native", number, 17)}";
}
