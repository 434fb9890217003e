using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>File systems and volumes that Amazon FSx makes from backups.</summary>
public sealed class FsxRestoreOperations(AwsWorld world)
{
    private readonly Restoration _restoration = new(world);
    private readonly Repeats _repeats = new(world, "ClientRequestToken", "IncompatibleParameterError");

    public JsonObject FileSystem(Call call) => Restore(call, isVolume: false, new RestoreWish
    {
        SubnetIds = call.List("SubnetIds"),
        SecurityGroupIds = call.List("SecurityGroupIds"),
        KmsKeyId = call.Text("KmsKeyId"),
        StorageType = call.Text("StorageType"),
        StorageCapacity = call.Number("StorageCapacity"),
        Configuration = call.Members.FirstOrDefault(pair =>
            pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject,
        Tags = call.Tags("Tags"),
    });

    public JsonObject Volume(Call call) => Restore(call, isVolume: true, new RestoreWish
    {
        Name = call.Text("Name"),
        Configuration = call.Members["OntapConfiguration"] as JsonObject,
        Tags = call.Tags("Tags"),
    });

    private JsonObject Restore(Call call, bool isVolume, RestoreWish wish)
    {
        var member = isVolume ? "Volume" : "FileSystem";
        FsxTagOperations.Demand(call, wish.Tags, wish.Tags);
        if (_repeats.Find(call) is { } before && world.Resources.TryGetValue(before, out var existing))
        {
            return new JsonObject { [member] = FsxService.Shape(existing) };
        }

        var point = FsxBackupOperations.Find(world, call, call.Text("BackupId") ?? throw call.Refuse("BackupId is required."));
        if (point.Resource.IsVolume != isVolume || point.Status is "CREATING" or "DELETING")
        {
            throw call.Refuse($"Backup '{point.BackupId}' is {point.Status}, or not of a {(isVolume ? "volume" : "file system")}.");
        }

        if (_restoration.Complaint(point, wish) is { } complaint)
        {
            throw call.Refuse(complaint);
        }

        var resource = _restoration.Begin(point, wish, world.NextNumber(), call.Now);
        point.Readers++;
        point.Restores++;
        world.At(call.Now + Restoration.Duration(point), _ =>
        {
            point.Readers--;
            point.Restores--;
        });
        _repeats.Remember(call, resource.Arn);
        call.Effect = $"restored {point.BackupId} as {resource.Id}";
        return new JsonObject { [member] = FsxService.Shape(resource) };
    }
}
