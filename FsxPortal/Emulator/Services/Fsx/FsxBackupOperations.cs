using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>Backups as Amazon FSx tells of them: its own, and the other side of AWS Backup's recovery points.</summary>
public sealed class FsxBackupOperations(AwsWorld world)
{
    public JsonObject Describe(Call call)
    {
        var points = FsxService.Ids(call, "BackupIds").Select(id => Find(world, call, id)).ToList();
        IEnumerable<EmulatedPoint> chosen = points.Count > 0
            ? points.Distinct().OrderBy(point => point.Number)
            : Paging.After(world.PointsIn.GetValueOrDefault(call.Lane, []), call.Text("NextToken"));
        var (page, next) = Paging.Cut(
            call, chosen.Where(point => Matches(call, point)), point => point.Number, FsxService.PageSize(call), call.Text("NextToken"));
        return new JsonObject { ["Backups"] = new JsonArray([.. page.Select(point => Shape(point, call.Now))]), ["NextToken"] = next };
    }

    /// <summary>The backup of an id in the Region of the call.</summary>
    public static EmulatedPoint Find(AwsWorld world, Call call, string id) =>
        world.Points.GetValueOrDefault($"arn:aws:fsx:{call.Region}:{call.Account}:backup/{id}")
            ?? throw new AwsError("BackupNotFound", $"Backup '{id}' does not exist.");

    /// <summary>A backup as FSx describes it.</summary>
    public static JsonObject Shape(EmulatedPoint point, DateTimeOffset now)
    {
        var isVolume = point.Resource.IsVolume;
        return new JsonObject
        {
            ["BackupId"] = point.BackupId,
            ["Lifecycle"] = Lifecycle(point),
            ["Type"] = TypeOf(point),
            ["ProgressPercent"] = Percent(point, now),
            ["CreationTime"] = BackupMembers.Epoch(point.CreatedAt),
            ["KmsKeyId"] = point.Vault.KeyArn,
            ["ResourceARN"] = point.Arn,
            ["Tags"] = FsxService.TagList(point.Tags),
            ["FileSystem"] = isVolume ? HostOf(point) : FsxService.Shape(point.Shape, point.Resource.Tags),
            ["OwnerId"] = point.Vault.Account,
            ["ResourceType"] = isVolume ? "VOLUME" : "FILE_SYSTEM",
            ["Volume"] = isVolume ? FsxService.Shape(point.Shape, point.Resource.Tags) : null,
            ["SourceBackupId"] = point.Source?.BackupId,
            ["SourceBackupRegion"] = point.Source?.Vault.Region,
            ["SizeInBytes"] = point.SizeBytes,
        };
    }

    // AWS's model requires the file system of every backup, also where it was deleted before the backup was done.
    private static JsonNode HostOf(EmulatedPoint point) => point.FileSystemShape?.DeepClone()
        ?? new JsonObject { ["FileSystemId"] = point.Shape["FileSystemId"]?.DeepClone(), ["FileSystemType"] = "ONTAP" };

    private static string TypeOf(EmulatedPoint point) =>
        !point.Vault.IsNative ? "AWS_BACKUP" : point.IsAutomatic ? "AUTOMATIC" : "USER_INITIATED";

    private static string Lifecycle(EmulatedPoint point) => point.Status switch
    {
        "CREATING" => point.Source is null ? "CREATING" : "COPYING",
        "DELETING" => "DELETED",
        _ => "AVAILABLE",
    };

    private static int Percent(EmulatedPoint point, DateTimeOffset now) =>
        point is { Status: "CREATING", EndsAt: { } end, StartedAt: { } start }
        ? (int)Math.Clamp((now - start) / (end - start) * 100, 0, 99)
        : 100;

    private static bool Matches(Call call, EmulatedPoint point) => FsxService.Matches(call, name => name switch
    {
        "backup-type" => TypeOf(point),
        "file-system-id" => (string?)point.Shape["FileSystemId"] ?? "",
        "volume-id" => (string?)point.Shape["VolumeId"] ?? "",
        "file-system-type" => (string?)(point.Shape["FileSystemType"] ?? point.Shape["VolumeType"]) ?? "",
        "data-repository-type" or "file-cache-id" or "file-cache-type" => "",
        _ => null,
    });
}
