using System.Globalization;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Restore jobs of AWS Backup.</summary>
public sealed class RestoreJobOperations(AwsWorld world)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);
    private readonly RestoreLife _life = new(world);
    private readonly Repeats _repeats = new(world, "IdempotencyToken", "InvalidParameterValueException");

    public JsonObject Start(Call call)
    {
        if (_repeats.Find(call) is { } before)
        {
            return new JsonObject { ["RestoreJobId"] = before };
        }

        var (point, metadata) = (Point(call), call.Map("Metadata"));
        if (metadata.Count == 0)
        {
            throw AwsError.Missing("Metadata");
        }

        if (call.Text("ResourceType") is { } type and not "FSx")
        {
            throw AwsError.Invalid($"The recovery point is of the type FSx, not {type}.");
        }

        RestoreRequest.WishOf(metadata);
        var role = call.Text("IamRoleArn") is null ? "" : BackupMembers.Role(world, call);
        var number = world.NextNumber();
        var job = new EmulatedRestore(AwsWorld.Uuid("restore", number).ToUpperInvariant(), number, point, call.Now)
        {
            IamRoleArn = role,
            Metadata = metadata,
            CopiesTags = call.Text("CopySourceTagsToRestoredResource") == "true",
            Fate = call.Fate,
        };
        _life.Begin(job);
        _repeats.Remember(call, job.Id);
        call.Effect = $"started restore job {job.Id}";
        return new JsonObject { ["RestoreJobId"] = job.Id };
    }

    public JsonObject Describe(Call call)
    {
        var id = call.Required("RestoreJobId");
        return Shape(Own(call).FirstOrDefault(job => job.Id == id) ?? throw AwsError.NotFound($"Restore job {id}"), call.Now);
    }

    public JsonObject List(Call call)
    {
        var (status, type, account) = (call.Text("status"), call.Text("resourceType"), call.Text("accountId"));
        var (before, after) = (call.Instant("createdBefore"), call.Instant("createdAfter"));
        var (completeBefore, completeAfter) = (call.Instant("completeBefore"), call.Instant("completeAfter"));
        var jobs = Own(call).Where(job => job.CreatedAt >= call.Now - Memory
            && (status is null || job.Status == status) && (type is null or "FSx") && (account is null || account == call.Account)
            && (before is null || job.CreatedAt < before) && (after is null || job.CreatedAt > after)
            && (completeBefore is null || job.CompletedAt < completeBefore) && (completeAfter is null || job.CompletedAt > completeAfter));
        var (page, next) = Paging.Cut(call, jobs, job => job.Number, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["RestoreJobs"] = new JsonArray([.. page.Select(job => Shape(job, call.Now))]), ["NextToken"] = next };
    }

    private EmulatedPoint Point(Call call)
    {
        var arn = call.Required("RecoveryPointArn");
        var point = world.Points.GetValueOrDefault(arn) is { } known && known.Vault.Lane == call.Lane && !known.Vault.IsNative
            ? known
            : throw AwsError.NotFound($"Recovery point {arn}");
        return point.Status is "COMPLETED" or "EXPIRED"
            ? point
            : throw new AwsError("InvalidRequestException", $"The recovery point is {point.Status} and can't be restored.");
    }

    private IEnumerable<EmulatedRestore> Own(Call call) => world.RestoreJobs.GetValueOrDefault(call.Lane)?.Values ?? [];

    private static JsonObject Shape(EmulatedRestore job, DateTimeOffset now) => new()
    {
        ["AccountId"] = job.Point.Vault.Account,
        ["RestoreJobId"] = job.Id,
        ["RecoveryPointArn"] = job.Point.Arn,
        ["SourceResourceArn"] = job.Point.Resource.Arn,
        ["BackupVaultArn"] = job.Point.Vault.Arn,
        ["CreationDate"] = BackupMembers.Epoch(job.CreatedAt),
        ["CompletionDate"] = BackupMembers.Epoch(job.CompletedAt),
        ["Status"] = job.Status,
        ["StatusMessage"] = job.Message,
        ["PercentDone"] = Percent(job, now),
        ["BackupSizeInBytes"] = job.Point.SizeBytes,
        ["IamRoleArn"] = job.IamRoleArn.Length > 0 ? job.IamRoleArn : null,
        ["ExpectedCompletionTimeMinutes"] = job is { StartedAt: { } start, EndsAt: { } end } ? (long)(end - start).TotalMinutes : null,
        ["CreatedResourceArn"] = job.CreatedArn,
        ["ResourceType"] = "FSx",
        ["RecoveryPointCreationDate"] = BackupMembers.Epoch(job.Point.CreatedAt),
        ["IsParent"] = false,
    };

    private static string Percent(EmulatedRestore job, DateTimeOffset now) => job switch
    {
        { Status: "COMPLETED" } => "100.00%",
        { Status: "RUNNING", StartedAt: { } start, EndsAt: { } end } =>
            $"{Math.Clamp((now - start) / (end - start) * 100, 0, 99).ToString("0.00", CultureInfo.InvariantCulture)}%",
        _ => "0.00%",
    };
}
