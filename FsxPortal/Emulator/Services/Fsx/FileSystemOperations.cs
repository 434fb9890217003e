using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>File systems of Amazon FSx.</summary>
public sealed class FileSystemOperations(AwsWorld world)
{
    private static readonly TimeSpan UpdateTime = TimeSpan.FromMinutes(10);
    private readonly AutomaticBackups _automatic = new(world);
    private readonly Repeats _repeats = new(world, "ClientRequestToken", "IncompatibleParameterError");

    public JsonObject Describe(Call call)
    {
        var (page, next) = FsxService.Page(
            call, FsxService.Own(world, call, volumes: false), FsxService.Ids(call, "FileSystemIds"), "FileSystemNotFound");
        return new JsonObject { ["FileSystems"] = new JsonArray([.. page.Select(FsxService.Shape)]), ["NextToken"] = next };
    }

    public JsonObject Create(Call call)
    {
        var type = call.Text("FileSystemType") is "WINDOWS" or "LUSTRE" or "ONTAP" or "OPENZFS" ? call.Text("FileSystemType")!
            : throw call.Refuse($"FileSystemType {call.Text("FileSystemType")} is not known.");
        var spec = new FileSystemSpec
        {
            Capacity = call.Number("StorageCapacity") ?? 1200,
            StorageType = call.Text("StorageType") ?? "SSD",
            Configuration = call.Members.FirstOrDefault(pair =>
                pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject,
            Tags = call.Tags("Tags"),
            CreatedAt = call.Now,
        };
        FsxTagOperations.Demand(call, spec.Tags, spec.Tags);
        if (_repeats.Find(call) is { } before && world.Resources.TryGetValue(before, out var existing))
        {
            return new JsonObject { ["FileSystem"] = FsxService.Shape(existing) };
        }

        var resource = FileSystemShapes.FileSystem(
            $"fs-{AwsWorld.HexId("fs", world.NextNumber(), 17)}", call.Account, call.Region, type, spec);
        world.Resources.Add(resource.Arn, resource);
        _automatic.Watch(resource, call.Now);
        _repeats.Remember(call, resource.Arn);
        call.Effect = $"created file system {resource.Id}";
        return new JsonObject { ["FileSystem"] = FsxService.Shape(resource) };
    }

    /// <summary>Changes a file system; more storage or throughput takes a while.</summary>
    public JsonObject Update(Call call)
    {
        var resource = Find(call);
        var name = FileSystemShapes.ConfigurationOf((string)resource.Shape["FileSystemType"]!);
        var changes = call.Members[name] as JsonObject ?? [];
        if (call.Members.Any(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal) && pair.Key != name))
        {
            throw call.Refuse($"A file system of this type is changed with {name}.");
        }

        if (resource.Lifecycle != "AVAILABLE")
        {
            throw call.Refuse($"'{resource.Id}' is {resource.Lifecycle}.");
        }

        var (capacity, had) = (call.Number("StorageCapacity"), (long)resource.Shape["StorageCapacity"]!);
        if (capacity <= had)
        {
            throw call.Refuse($"The storage capacity must be above {had} GiB.");
        }

        var isSlow = capacity is not null || changes.ContainsKey("ThroughputCapacity");
        resource.Change(shape =>
        {
            shape["StorageCapacity"] = capacity ?? had;
            shape["Lifecycle"] = isSlow ? "UPDATING" : "AVAILABLE";
            foreach (var (member, value) in changes)
            {
                shape[name]![member] = value?.DeepClone();
            }
        });
        Follow(resource, changes, isSlow, call.Now);
        call.Effect = $"changed file system {resource.Id}";
        return new JsonObject { ["FileSystem"] = FsxService.Shape(resource) };
    }

    public JsonObject Delete(Call call)
    {
        var resource = Find(call);
        if (FsxService.Own(world, call, volumes: true).Any(volume => (string?)volume.Shape["FileSystemId"] == resource.Id))
        {
            throw call.Refuse($"'{resource.Id}' has volumes. Delete them first.");
        }

        world.Resources.Remove(resource.Arn);
        _automatic.Forget(resource);
        call.Effect = $"deleted file system {resource.Id}";
        return new JsonObject { ["FileSystemId"] = resource.Id, ["Lifecycle"] = "DELETING" };
    }

    // What a change brings about later.
    private void Follow(EmulatedResource resource, JsonObject changes, bool isSlow, DateTimeOffset now)
    {
        if (changes.ContainsKey("AutomaticBackupRetentionDays") || changes.ContainsKey("DailyAutomaticBackupStartTime"))
        {
            _automatic.Watch(resource, now);
        }

        if (isSlow)
        {
            world.At(now + UpdateTime, _ => resource.Change(shape => shape["Lifecycle"] = "AVAILABLE"));
        }
    }

    private EmulatedResource Find(Call call)
    {
        var id = call.Text("FileSystemId");
        return FsxService.Own(world, call, volumes: false).FirstOrDefault(known => known.Id == id)
            ?? throw new AwsError("FileSystemNotFound", $"'{id}' does not exist.");
    }
}
