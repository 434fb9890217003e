using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>ONTAP volumes, and the storage virtual machine that each ONTAP file system has.</summary>
public sealed class VolumeOperations(AwsWorld world)
{
    private readonly Repeats _repeats = new(world, "ClientRequestToken", "IncompatibleParameterError");

    public JsonObject Describe(Call call)
    {
        var volumes = FsxService.Own(world, call, volumes: true).Where(volume => FsxService.Matches(call, name => name switch
        {
            "file-system-id" => (string?)volume.Shape["FileSystemId"],
            "storage-virtual-machine-id" => (string?)volume.Shape["OntapConfiguration"]?["StorageVirtualMachineId"] ?? "",
            _ => null,
        }));
        var (page, next) = FsxService.Page(call, volumes, FsxService.Ids(call, "VolumeIds"), "VolumeNotFound");
        return new JsonObject { ["Volumes"] = new JsonArray([.. page.Select(FsxService.Shape)]), ["NextToken"] = next };
    }

    public JsonObject Create(Call call)
    {
        var wanted = call.Members["OntapConfiguration"] as JsonObject
            ?? throw new AwsError("MissingVolumeConfiguration", "OntapConfiguration is required.");
        var machine = Call.AsText(wanted["StorageVirtualMachineId"]);
        var host = FsxService.Own(world, call, volumes: false).FirstOrDefault(known => FileSystemShapes.HasMachine(known, machine))
            ?? throw new AwsError("StorageVirtualMachineNotFound", $"'{machine}' does not exist.");
        var spec = new FileSystemSpec
        {
            Capacity = ((int?)wanted["SizeInMegabytes"] ?? 1024) / 1024,
            Tags = call.Tags("Tags"),
            CreatedAt = call.Now
        };
        FsxTagOperations.Demand(call, spec.Tags, spec.Tags);
        var name = call.Text("Name") ?? throw call.Refuse("Name is required.");
        if (_repeats.Find(call) is { } before && world.Resources.TryGetValue(before, out var existing))
        {
            return new JsonObject { ["Volume"] = FsxService.Shape(existing) };
        }

        var volume = FileSystemShapes.Volume(
            $"fsvol-{AwsWorld.HexId("fsvol", world.NextNumber(), 17)}", host.Id, call.Account, call.Region, name, spec);
        volume.Change(shape => Add(wanted, shape["OntapConfiguration"]!));
        world.Resources.Add(volume.Arn, volume);
        _repeats.Remember(call, volume.Arn);
        call.Effect = $"created volume {volume.Id}";
        return new JsonObject { ["Volume"] = FsxService.Shape(volume) };
    }

    public JsonObject Delete(Call call)
    {
        var id = call.Text("VolumeId");
        var volume = FsxService.Own(world, call, volumes: true).FirstOrDefault(known => known.Id == id)
            ?? throw new AwsError("VolumeNotFound", $"'{id}' does not exist.");
        world.Resources.Remove(volume.Arn);
        new AutomaticBackups(world).Forget(volume);
        call.Effect = $"deleted volume {volume.Id}";
        return new JsonObject { ["VolumeId"] = id, ["Lifecycle"] = "DELETING" };
    }

    public JsonObject DescribeMachines(Call call)
    {
        var ids = FsxService.Ids(call, "StorageVirtualMachineIds");
        var machines = FsxService.Own(world, call, volumes: false).Where(host => (string?)host.Shape["FileSystemType"] == "ONTAP")
            .Where(host => FsxService.Matches(call, name => name == "file-system-id" ? host.Id : null))
            .ToDictionary(host => FileSystemShapes.MachineOf(host.Id));
        if (ids.FirstOrDefault(id => !machines.ContainsKey(id)) is { } unknown)
        {
            throw new AwsError("StorageVirtualMachineNotFound", $"'{unknown}' does not exist.");
        }

        var chosen = machines.Where(machine => ids.Count == 0 || ids.Contains(machine.Key))
            .OrderBy(machine => machine.Key, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, chosen, machine => machine.Key, FsxService.PageSize(call), call.Text("NextToken"));
        return new JsonObject
        {
            ["StorageVirtualMachines"] = new JsonArray(
            [.. page.Select(machine => Machine(machine.Key, machine.Value))]),
            ["NextToken"] = next
        };
    }

    private static void Add(JsonObject wanted, JsonNode shape)
    {
        foreach (var (member, value) in wanted)
        {
            shape[member] = value?.DeepClone();
        }
    }

    private static JsonObject Machine(string id, EmulatedResource host) => new()
    {
        ["CreationTime"] = host.Shape["CreationTime"]!.DeepClone(),
        ["FileSystemId"] = host.Id,
        ["Lifecycle"] = "CREATED",
        ["Name"] = "svm1",
        ["ResourceARN"] = $"arn:aws:fsx:{host.Region}:{host.Account}:storage-virtual-machine/{host.Id}/{id}",
        ["StorageVirtualMachineId"] = id,
        ["Subtype"] = "DEFAULT",
        ["RootVolumeSecurityStyle"] = "UNIX",
    };
}
