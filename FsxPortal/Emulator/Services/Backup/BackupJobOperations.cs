using System.Globalization;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Backup and copy jobs of AWS Backup.</summary>
public sealed class BackupJobOperations(AwsWorld world)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);
    private readonly JobLife _life = new(world);
    private readonly Repeats _repeats = new(world, "IdempotencyToken", "InvalidParameterValueException");

    public JsonObject StartBackup(Call call)
    {
        if (StartedBefore(call) is { } before)
        {
            return Started(before);
        }

        var vault = BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
        var resource = Resource(call, call.Required("ResourceArn"));
        var (role, days, window, tags) = (Role(call), BackupMembers.Lifecycle(call), Window(call), call.Map("RecoveryPointTags"));
        if (tags.Keys.Any(TagRules.IsReserved))
        {
            throw call.Refuse("Tag keys that begin with aws: are reserved.");
        }

        return Started(Begin(call, number => new EmulatedJob(IdOf(number), number, call.Lane, resource, vault, call.Now)
        {
            IamRoleArn = role,
            Tags = tags,
            DeleteAfterDays = days > 0 ? days : null,
            Fate = call.Fate,
            StartBy = call.Now + TimeSpan.FromMinutes(window),
        }));
    }

    public JsonObject StartCopy(Call call)
    {
        if (StartedBefore(call) is { } before)
        {
            return Started(before);
        }

        var source = BackupMembers.Vault(world, call, call.Required("SourceBackupVaultName"));
        var point = world.Points.GetValueOrDefault(call.Required("RecoveryPointArn"));
        if (point is null || point.Vault != source)
        {
            throw AwsError.NotFound($"Recovery point {call.Text("RecoveryPointArn")}");
        }

        if (point.Status != "COMPLETED")
        {
            throw new AwsError("InvalidRequestException", $"The recovery point is {point.Status} and can't be copied.");
        }

        var destination = world.Vaults.GetValueOrDefault(call.Required("DestinationBackupVaultArn"))
            ?? throw AwsError.Invalid($"The destination vault {call.Text("DestinationBackupVaultArn")} does not exist.");
        // Without a lifecycle of its own a copy keeps that of its source.
        var (role, days) = (Role(call), BackupMembers.Lifecycle(call) is { } given and > 0 ? given : point.DeleteAfterDays);
        return Started(Begin(call, number => new EmulatedJob(IdOf(number), number, call.Lane, point.Resource, destination, call.Now)
        {
            Source = point,
            IamRoleArn = role,
            DeleteAfterDays = days,
            Fate = call.Fate,
            StartBy = call.Now + TimeSpan.FromHours(12),
        }));
    }

    public JsonObject DescribeBackup(Call call) => BackupShape(Find(call, call.Required("BackupJobId"), isCopy: false), call.Now);

    public JsonObject DescribeCopy(Call call) => new() { ["CopyJob"] = CopyShape(Find(call, call.Required("CopyJobId"), isCopy: true)) };

    public JsonObject ListBackups(Call call)
    {
        var jobs = Filter(call, Paging.After(world.BackupJobs.GetValueOrDefault(call.Lane, []), call.Text("nextToken")))
            .Where(job => call.Text("backupVaultName") is not { } vault || job.Vault.Name == vault);
        var (page, next) = Paging.Cut(call, jobs, job => job.Number, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["BackupJobs"] = new JsonArray([.. page.Select(job => BackupShape(job, call.Now))]), ["NextToken"] = next };
    }

    public JsonObject ListCopies(Call call)
    {
        var jobs = Filter(call, Paging.After(world.CopyJobs.GetValueOrDefault(call.Lane, []), call.Text("nextToken")))
            .Where(job => (call.Text("destinationVaultArn") is not { } vault || job.Vault.Arn == vault)
                && (call.Text("sourceRecoveryPointArn") is not { } source || job.Source!.Arn == source));
        var (page, next) = Paging.Cut(call, jobs, job => job.Number, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["CopyJobs"] = new JsonArray([.. page.Select(CopyShape)]), ["NextToken"] = next };
    }

    private static string IdOf(long number) => AwsWorld.Uuid("job", number).ToUpperInvariant();

    private static JsonObject Started(EmulatedJob job) => new()
    {
        [job.Source is null ? "BackupJobId" : "CopyJobId"] = job.Id,
        ["CreationDate"] = BackupMembers.Epoch(job.CreatedAt),
        ["IsParent"] = false,
    };

    /// <summary>The job that the same token has started; none if it has started none.</summary>
    private EmulatedJob? StartedBefore(Call call) => _repeats.Find(call) is { } id ? world.Jobs[id] : null;

    /// <summary>Starts a job. Nothing refuses any more: a call that fails takes no number, or a restart would give other ones.</summary>
    private EmulatedJob Begin(Call call, Func<long, EmulatedJob> make)
    {
        var job = make(world.NextNumber());
        _life.Begin(job);
        _repeats.Remember(call, job.Id);
        call.Effect = $"started {(job.Source is null ? "backup" : "copy")} job {job.Id}";
        return job;
    }

    private EmulatedResource Resource(Call call, string arn)
    {
        var resource = world.Resources.GetValueOrDefault(arn);
        if (resource is null || resource.Account != call.Account || resource.Region != call.Region)
        {
            throw AwsError.NotFound($"Resource {arn}");
        }

        return (string?)resource.Shape["FileSystemType"] switch
        {
            "ONTAP" => throw AwsError.Invalid("FSx for ONTAP is backed up by volume, not by file system."),
            "LUSTRE"
                when ((string?)resource.Shape["LustreConfiguration"]?["DeploymentType"])
                ?.StartsWith("SCRATCH", StringComparison.Ordinal) == true =>
                throw AwsError.Invalid("Backups of scratch file systems are not supported."),
            "LUSTRE" when resource.Shape["LustreConfiguration"]?["DataRepositoryConfiguration"] is not null =>
                throw AwsError.Invalid("Backups of file systems linked to an S3 data repository are not supported."),
            null when (string?)resource.Shape["OntapConfiguration"]?["OntapVolumeType"] is { } kind and not "RW" =>
                throw AwsError.Invalid($"Backups of volumes of the type {kind} are not supported."),
            _ => resource,
        };
    }

    private string Role(Call call) => BackupMembers.Role(world, call);

    private static int Window(Call call) => call.Number("StartWindowMinutes") switch
    {
        null => 480,
        < 60 => throw AwsError.Invalid("StartWindowMinutes must be at least 60."),
        var minutes => minutes.Value,
    };

    private EmulatedJob Find(Call call, string id, bool isCopy) =>
        world.Jobs.GetValueOrDefault(id) is { } job && job.Lane == call.Lane && job.Source is not null == isCopy
            ? job
            : throw AwsError.NotFound($"Job {id}");

    private static IEnumerable<EmulatedJob> Filter(Call call, IEnumerable<EmulatedJob> jobs)
    {
        var (resource, state, type) = (call.Text("resourceArn"), call.Text("state"), call.Text("resourceType"));
        var (before, after) = (call.Instant("createdBefore"), call.Instant("createdAfter"));
        var (completeBefore, completeAfter) = (call.Instant("completeBefore"), call.Instant("completeAfter"));
        return jobs.Where(job => job.CreatedAt >= call.Now - Memory
            && (resource is null || job.Resource.Arn == resource)
            && (state is null || job.State == state)
            && (type is null or "FSx")
            && (before is null || job.CreatedAt < before) && (after is null || job.CreatedAt > after)
            && (completeBefore is null || job.CompletedAt < completeBefore) && (completeAfter is null || job.CompletedAt > completeAfter));
    }

    private static JsonObject BackupShape(EmulatedJob job, DateTimeOffset now) => new()
    {
        ["AccountId"] = job.Lane.Split('/')[0],
        ["BackupJobId"] = job.Id,
        ["BackupVaultName"] = job.Vault.Name,
        ["BackupVaultArn"] = job.Vault.Arn,
        ["VaultType"] = "BACKUP_VAULT",
        ["RecoveryPointArn"] = job.PointArn,
        ["ResourceArn"] = job.Resource.Arn,
        ["ResourceType"] = "FSx",
        ["CreationDate"] = BackupMembers.Epoch(job.CreatedAt),
        ["CompletionDate"] = BackupMembers.Epoch(job.CompletedAt),
        ["StartBy"] = BackupMembers.Epoch(job.StartBy),
        ["State"] = job.State,
        ["StatusMessage"] = job.Message,
        ["PercentDone"] = Percent(job, now),
        ["IamRoleArn"] = job.IamRoleArn,
        ["IsParent"] = false,
    };

    private static JsonObject CopyShape(EmulatedJob job) => new()
    {
        ["AccountId"] = job.Lane.Split('/')[0],
        ["CopyJobId"] = job.Id,
        ["SourceBackupVaultArn"] = job.Source!.Vault.Arn,
        ["SourceRecoveryPointArn"] = job.Source.Arn,
        ["DestinationBackupVaultArn"] = job.Vault.Arn,
        ["DestinationRecoveryPointArn"] = job.PointArn,
        ["ResourceArn"] = job.Resource.Arn,
        ["ResourceType"] = "FSx",
        ["CreationDate"] = BackupMembers.Epoch(job.CreatedAt),
        ["CompletionDate"] = BackupMembers.Epoch(job.CompletedAt),
        ["State"] = job.State,
        ["StatusMessage"] = job.Message,
        ["BackupSizeInBytes"] = job.State == "COMPLETED" ? job.Source.SizeBytes : null,
        ["IamRoleArn"] = job.IamRoleArn,
        ["IsParent"] = false,
    };

    private static string? Percent(EmulatedJob job, DateTimeOffset now) => job switch
    {
        { State: "COMPLETED" } => "100.0",
        { State: "RUNNING", StartedAt: { } start, EndsAt: { } end } =>
            Math.Clamp((now - start) / (end - start) * 100, 0, 99).ToString("0.0", CultureInfo.InvariantCulture),
        _ => null,
    };
}
