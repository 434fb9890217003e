using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>What AWS Backup protects in a Region, and which types it may protect.</summary>
public sealed class ProtectedResourceOperations(AwsWorld world)
{
    private static readonly string[] Types = ["EBS", "EFS", "FSx"];

    public JsonObject List(Call call)
    {
        var points = Points(call).GroupBy(point => point.Resource.Arn).Select(group => group.MaxBy(point => point.CreatedAt)!)
            .OrderBy(point => point.Resource.Arn, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, points, point => point.Resource.Arn, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["Results"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    public JsonObject Describe(Call call)
    {
        var arn = call.Required("ResourceArn");
        var newest = Points(call).Where(point => point.Resource.Arn == arn).MaxBy(point => point.CreatedAt)
            ?? throw AwsError.NotFound($"Resource {arn}");
        var shape = Shape(newest);
        if (world.RestoreJobs.GetValueOrDefault(call.Lane)
            ?.Values.LastOrDefault(job => job.Point.Resource.Arn == arn && job.Status == "COMPLETED") is { } restore)
        {
            shape["LatestRestoreExecutionTimeMinutes"] = (long)(restore.CompletedAt!.Value - restore.CreatedAt).TotalMinutes;
            shape["LatestRestoreJobCreationDate"] = BackupMembers.Epoch(restore.CreatedAt);
            shape["LatestRestoreRecoveryPointCreationDate"] = BackupMembers.Epoch(restore.Point.CreatedAt);
        }

        return shape;
    }

    public JsonObject Settings(Call call) => new()
    {
        ["ResourceTypeOptInPreference"] = new JsonObject(
            OptIns(call).Select(choice => KeyValuePair.Create(choice.Key, (JsonNode?)choice.Value))),
        ["ResourceTypeManagementPreference"] = new JsonObject { ["EFS"] = false },
    };

    public JsonObject UpdateSettings(Call call)
    {
        var changed = new SortedDictionary<string, bool>(OptIns(call));
        foreach (var (type, choice) in call.Members["ResourceTypeOptInPreference"] as JsonObject ?? [])
        {
            changed[type] = Types.Contains(type) && choice is JsonValue value && value.TryGetValue<bool>(out var chosen)
                ? chosen
                : throw AwsError.Invalid($"{type} is not a resource type, or its preference is neither true nor false.");
        }

        world.OptIns[call.Lane] = changed;
        call.Effect = "changed the Region settings";
        return [];
    }

    private SortedDictionary<string, bool> OptIns(Call call) =>
        world.OptIns.GetValueOrDefault(call.Lane)
            ?? new SortedDictionary<string, bool>(Types.ToDictionary(type => type, _ => true), StringComparer.Ordinal);

    private IEnumerable<EmulatedPoint> Points(Call call) =>
        (world.PointsIn.GetValueOrDefault(call.Lane)?.Values ?? []).Where(point => !point.Vault.IsNative);

    private static JsonObject Shape(EmulatedPoint newest) => new()
    {
        ["ResourceArn"] = newest.Resource.Arn,
        ["ResourceType"] = "FSx",
        ["LastBackupTime"] = BackupMembers.Epoch(newest.CreatedAt),
        ["LastBackupVaultArn"] = newest.Vault.Arn,
        ["LastRecoveryPointArn"] = newest.Arn,
    };
}
