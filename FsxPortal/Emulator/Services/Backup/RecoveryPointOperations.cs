using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Recovery points of AWS Backup.</summary>
public sealed class RecoveryPointOperations(AwsWorld world)
{
    private readonly PointLife _life = new(world);

    public JsonObject ListByVault(Call call)
    {
        var vault = BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
        var (resource, type) = (call.Text("resourceArn"), call.Text("resourceType"));
        var (before, after) = (call.Instant("createdBefore"), call.Instant("createdAfter"));
        var all = resource is null ? vault.Points : world.PointsOf.GetValueOrDefault(resource, []);
        var points = Paging.After(all, call.Text("nextToken")).Where(point => point.Vault == vault && (type is null or "FSx")
            && (before is null || point.CreatedAt < before) && (after is null || point.CreatedAt > after));
        var (page, next) = Paging.Cut(call, points, point => point.Number, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["RecoveryPoints"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    public JsonObject ListByResource(Call call)
    {
        var points = Paging.After(world.PointsOf.GetValueOrDefault(call.Required("ResourceArn"), []), call.Text("nextToken"))
            .Where(point => point.Vault.Lane == call.Lane && !(point.Vault.IsNative && call.Text("managedByAWSBackupOnly") == "true"));
        var (page, next) = Paging.Cut(call, points, point => point.Number, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject
        {
            ["RecoveryPoints"] = new JsonArray([.. page.Select(point => new JsonObject
            {
                ["RecoveryPointArn"] = point.Arn,
                ["CreationDate"] = BackupMembers.Epoch(point.CreatedAt),
                ["Status"] = point.Status,
                ["EncryptionKeyArn"] = point.Vault.KeyArn,
                ["BackupSizeBytes"] = point.SizeBytes,
                ["BackupVaultName"] = point.Vault.IsNative ? null : point.Vault.Name,
                ["IsParent"] = false,
            })]),
            ["NextToken"] = next,
        };
    }

    public JsonObject Describe(Call call) => Shape(Find(call));

    public JsonObject Delete(Call call)
    {
        var point = Unlocked(call);
        if (point.Readers > 0)
        {
            throw new AwsError("InvalidResourceStateException", "The recovery point is being copied or restored.");
        }

        if (point.Status != "DELETING")
        {
            _life.Delete(point, call.Fate, call.Now);
            call.Effect = $"deleting recovery point {point.Arn}";
        }

        return [];
    }

    /// <summary>Replaces the whole lifecycle: what is not given is for ever.</summary>
    public JsonObject UpdateLifecycle(Call call)
    {
        var point = Unlocked(call);
        var days = BackupMembers.Lifecycle(call);
        point.DeleteAfterDays = days > 0 ? days : null;
        _life.Schedule(point, call.Now);
        call.Effect = $"changed the lifecycle of {point.Arn}";
        return new JsonObject
        {
            ["BackupVaultArn"] = point.Vault.Arn,
            ["RecoveryPointArn"] = point.Arn,
            ["Lifecycle"] = Lifecycle(point),
            ["CalculatedLifecycle"] = Calculated(point),
        };
    }

    public JsonObject RestoreMetadata(Call call)
    {
        var point = Find(call);
        return new JsonObject
        {
            ["BackupVaultArn"] = point.Vault.Arn,
            ["RecoveryPointArn"] = point.Arn,
            ["ResourceType"] = "FSx",
            ["RestoreMetadata"] = RestoreRequest.MetadataOf(point),
        };
    }

    private EmulatedPoint Unlocked(Call call)
    {
        var point = Find(call);
        return point.Vault.Lock is null ? point
            : throw new AwsError(
                "InvalidRequestException", $"The backup vault {point.Vault.Name} is locked: its recovery points stay as they are.");
    }

    private EmulatedPoint Find(Call call)
    {
        var vault = BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
        return world.Points.GetValueOrDefault(call.Required("RecoveryPointArn")) is { } point && point.Vault == vault
            ? point
            : throw AwsError.NotFound($"Recovery point {call.Text("RecoveryPointArn")}");
    }

    private static JsonObject Shape(EmulatedPoint point) => new()
    {
        ["RecoveryPointArn"] = point.Arn,
        ["BackupVaultName"] = point.Vault.Name,
        ["BackupVaultArn"] = point.Vault.Arn,
        ["SourceBackupVaultArn"] = point.Source?.Vault.Arn,
        ["ResourceArn"] = point.Resource.Arn,
        ["ResourceType"] = "FSx",
        ["CreatedBy"] = point.PlanId is { } plan ? new JsonObject { ["BackupPlanId"] = plan } : null,
        ["IamRoleArn"] = point.IamRoleArn,
        ["Status"] = point.Status,
        ["StatusMessage"] = point.StatusMessage,
        ["CreationDate"] = BackupMembers.Epoch(point.CreatedAt),
        ["CompletionDate"] = BackupMembers.Epoch(point.CompletedAt),
        ["BackupSizeInBytes"] = point.SizeBytes,
        ["CalculatedLifecycle"] = Calculated(point),
        ["Lifecycle"] = Lifecycle(point),
        ["EncryptionKeyArn"] = point.Vault.KeyArn,
        ["IsEncrypted"] = true,
        ["IsParent"] = false,
        ["VaultType"] = "BACKUP_VAULT",
    };

    private static JsonObject? Lifecycle(EmulatedPoint point) =>
        point.DeleteAfterDays is { } days ? new JsonObject { ["DeleteAfterDays"] = days } : null;

    private static JsonObject? Calculated(EmulatedPoint point) =>
        PointLife.ExpiryOf(point) is { } expiry ? new JsonObject { ["DeleteAt"] = BackupMembers.Epoch(expiry) } : null;
}
