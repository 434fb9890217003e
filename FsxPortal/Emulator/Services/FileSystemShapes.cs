using System.Text.Json.Nodes;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>What is told of a file system when it is created.</summary>
public sealed record FileSystemSpec
{
    public long Capacity { get; init; } = 1200;

    public string StorageType { get; init; } = "SSD";

    /// <summary>The type's own configuration, as FSx shapes it.</summary>
    public JsonObject? Configuration { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Builds file systems and volumes in the shapes of Amazon FSx.</summary>
public static class FileSystemShapes
{
    private const long GiB = 1L << 30;

    /// <summary>A file system of any type.</summary>
    public static EmulatedResource FileSystem(string id, string account, string region, string type, FileSystemSpec spec)
    {
        var arn = $"arn:aws:fsx:{region}:{account}:file-system/{id}";
        var shape = new JsonObject
        {
            ["OwnerId"] = account,
            ["CreationTime"] = BackupMembers.Epoch(spec.CreatedAt),
            ["FileSystemId"] = id,
            ["FileSystemType"] = type,
            ["Lifecycle"] = "AVAILABLE",
            ["StorageCapacity"] = spec.Capacity,
            ["StorageType"] = spec.StorageType,
            ["VpcId"] = $"vpc-{AwsWorld.HexId("vpc" + region + account, 1, 17)}",
            ["SubnetIds"] = new JsonArray($"subnet-{AwsWorld.HexId("subnet" + region + account, 1, 17)}"),
            ["DNSName"] = $"{id}.fsx.{region}.amazonaws.com",
            ["ResourceARN"] = arn,
        };
        shape[ConfigurationOf(type)] = spec.Configuration?.DeepClone() ?? new JsonObject { ["DeploymentType"] = DefaultDeployment(type) };
        return new EmulatedResource(
            arn, account, region, shape, isVolume: false)
        { Tags = spec.Tags, UsedBytes = spec.Capacity * GiB * 6 / 10 };
    }

    /// <summary>An ONTAP volume.</summary>
    public static EmulatedResource Volume(string id, string fileSystemId, string account, string region, string name, FileSystemSpec spec)
    {
        var arn = $"arn:aws:fsx:{region}:{account}:volume/{fileSystemId}/{id}";
        var shape = new JsonObject
        {
            ["CreationTime"] = BackupMembers.Epoch(spec.CreatedAt),
            ["FileSystemId"] = fileSystemId,
            ["Lifecycle"] = "AVAILABLE",
            ["Name"] = name,
            ["OntapConfiguration"] = new JsonObject
            {
                ["JunctionPath"] = $"/{name}",
                ["OntapVolumeType"] = "RW",
                ["SizeInMegabytes"] = spec.Capacity * 1024,
                ["StorageVirtualMachineId"] = MachineOf(fileSystemId),
                ["StorageVirtualMachineRoot"] = false,
            },
            ["ResourceARN"] = arn,
            ["VolumeId"] = id,
            ["VolumeType"] = "ONTAP",
        };
        return new EmulatedResource(arn, account, region, shape, isVolume: true) { Tags = spec.Tags, UsedBytes = spec.Capacity * GiB / 2 };
    }

    /// <summary>The id of the storage virtual machine that every ONTAP file system has.</summary>
    public static string MachineOf(string fileSystemId) => $"svm-{AwsWorld.HexId("svm" + fileSystemId, 1, 17)}";

    /// <summary>Whether a resource is the ONTAP file system that a storage virtual machine lies in.</summary>
    public static bool HasMachine(EmulatedResource resource, string machine) =>
        (string?)resource.Shape["FileSystemType"] == "ONTAP" && MachineOf(resource.Id) == machine;

    /// <summary>The member that holds the configuration of a type.</summary>
    public static string ConfigurationOf(string type) => type switch
    {
        "WINDOWS" => "WindowsConfiguration",
        "LUSTRE" => "LustreConfiguration",
        "OPENZFS" => "OpenZFSConfiguration",
        _ => "OntapConfiguration",
    };

    private static string DefaultDeployment(string type) => type == "LUSTRE" ? "PERSISTENT_2" : "SINGLE_AZ_2";
}
