using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Backups of Amazon FSx: the other side of AWS Backup's recovery points.</summary>
public sealed class FsxBackupOperations(AwsWorld world)
{
    public JsonObject Describe(Call call)
    {
        var ids = FsxService.Ids(call, "BackupIds");
        var arns = ids.Select(id => $"arn:aws:fsx:{call.Region}:{call.Account}:backup/{id}").ToList();
        if (arns.Find(arn => !world.Points.ContainsKey(arn)) is { } unknown)
        {
            throw new AwsError("BackupNotFound", $"Backup '{unknown[(unknown.LastIndexOf('/') + 1)..]}' does not exist.");
        }

        IEnumerable<EmulatedPoint> points = arns.Count > 0
            ? arns.Distinct().Select(arn => world.Points[arn]).OrderBy(point => point.Number)
            : world.PointsIn.GetValueOrDefault(call.Lane)?.Values ?? [];
        var (page, next) = Paging.Cut(call, points.Where(point => Matches(call, point)), point => point.Number, FsxService.PageSize(call), call.Text("NextToken"));
        return new JsonObject { ["Backups"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    public JsonObject Delete(Call call)
    {
        var id = call.Text("BackupId") ?? throw new AwsError("BadRequest", "BackupId is required.");
        throw world.Points.ContainsKey($"arn:aws:fsx:{call.Region}:{call.Account}:backup/{id}")
            ? new AwsError("BadRequest", "Backups that AWS Backup made are deleted through AWS Backup.")
            : new AwsError("BackupNotFound", $"Backup '{id}' does not exist.");
    }

    private static bool Matches(Call call, EmulatedPoint point) => (call.Members["Filters"] as JsonArray ?? []).OfType<JsonObject>().All(filter =>
    {
        var values = (filter["Values"] as JsonArray ?? []).Select(Call.AsText).ToList();
        var shape = point.Resource.Shape;
        return Call.AsText(filter["Name"]) switch
        {
            "backup-type" => values.Contains("AWS_BACKUP"),
            "file-system-id" => values.Contains((string?)shape["FileSystemId"] ?? ""),
            "volume-id" => values.Contains((string?)shape["VolumeId"] ?? ""),
            "file-system-type" => values.Contains((string?)(shape["FileSystemType"] ?? shape["VolumeType"]) ?? ""),
            var other => throw new AwsError("BadRequest", $"The filter {other} is not known."),
        };
    });

    private JsonObject Shape(EmulatedPoint point)
    {
        var fileSystem = point.Resource.IsVolume
            ? world.Resources.GetValueOrDefault($"arn:aws:fsx:{point.Resource.Region}:{point.Resource.Account}:file-system/{(string?)point.Resource.Shape["FileSystemId"]}")
            : point.Resource;
        return new JsonObject
        {
            ["BackupId"] = point.BackupId,
            ["Lifecycle"] = point.Status == "DELETING" ? "DELETED" : "AVAILABLE",
            ["Type"] = "AWS_BACKUP",
            ["ProgressPercent"] = 100,
            ["CreationTime"] = BackupService.Epoch(point.CreatedAt),
            ["KmsKeyId"] = point.Vault.KeyArn,
            ["ResourceARN"] = point.Arn,
            ["Tags"] = FsxService.TagList(point.Tags),
            ["FileSystem"] = fileSystem is null ? null : FsxService.Shape(fileSystem),
            ["OwnerId"] = point.Vault.Account,
            ["ResourceType"] = point.Resource.IsVolume ? "VOLUME" : "FILE_SYSTEM",
            ["Volume"] = point.Resource.IsVolume ? FsxService.Shape(point.Resource) : null,
            ["SourceBackupId"] = point.Source?.BackupId,
            ["SourceBackupRegion"] = point.Source?.Vault.Region,
            ["SizeInBytes"] = point.SizeBytes,
        };
    }
}
