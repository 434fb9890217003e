using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>What the restored file system or volume is to be like; what is not said is as it was.</summary>
public sealed record RestoreWish
{
    public string? Name { get; init; }

    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    public string? KmsKeyId { get; init; }

    public string? StorageType { get; init; }

    public long? StorageCapacity { get; init; }

    /// <summary>The configuration of the type, as far as it is given.</summary>
    public JsonObject? Configuration { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>Makes file systems and volumes from backups.</summary>
public sealed class Restoration(AwsWorld world)
{
    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["WINDOWS"] = ["ThroughputCapacity"],
        ["OPENZFS"] = ["DeploymentType", "ThroughputCapacity"],
    };

    /// <summary>Why it can't be; none if it can.</summary>
    public string? Complaint(EmulatedPoint point, RestoreWish wish) =>
        point.Resource.IsVolume ? VolumeComplaint(point, wish) : FileSystemComplaint(point, wish);

    /// <summary>How much emulated time it takes; the same backup always takes the same.</summary>
    public static TimeSpan Duration(EmulatedPoint point) =>
        TimeSpan.FromMinutes(15 + (25 * SHA256.HashData(Encoding.UTF8.GetBytes(point.Arn))[1] / 255.0));

    /// <summary>Begins to make it: it exists at once, and is available later.</summary>
    public EmulatedResource Begin(EmulatedPoint point, RestoreWish wish, long number, DateTimeOffset now)
    {
        var resource = point.Resource.IsVolume ? Volume(point, wish, number) : FileSystem(point, wish, number);
        resource.Change(shape => (shape["Lifecycle"], shape["CreationTime"]) = ("CREATING", BackupMembers.Epoch(now)));
        world.Resources.Add(resource.Arn, resource);
        if (!resource.IsVolume)
        {
            new AutomaticBackups(world).Watch(resource, now);
        }

        world.At(now + Duration(point), _ => resource.Change(shape => shape["Lifecycle"] = "AVAILABLE"));
        return resource;
    }

    private static string? FileSystemComplaint(EmulatedPoint point, RestoreWish wish)
    {
        var (type, was, wanted) = ((string)point.Shape["FileSystemType"]!, ConfigurationOf(point.Shape), wish.Configuration);
        var deployment = (string?)(wanted?["DeploymentType"] ?? was?["DeploymentType"]) ?? "";
        return 0 switch
        {
            _ when wish.SubnetIds.Count == 0 => "SubnetIds is required.",
            _ when deployment.StartsWith("MULTI_AZ", StringComparison.Ordinal) && wish.SubnetIds.Count != 2 =>
                $"A {deployment} file system needs two subnets.",
            _ when Needed.GetValueOrDefault(type, []).FirstOrDefault(name => wanted?[name] is null) is { } missing =>
                $"The configuration of a {type} file system needs {missing}.",
            _ when type == "WINDOWS" && was?["SelfManagedActiveDirectoryConfiguration"] is not null
                && wanted!["SelfManagedActiveDirectoryConfiguration"]?["Password"] is null =>
                    "The password of the service account of the self-managed directory is required.",
            _ when type == "WINDOWS" && (string?)was?["DeploymentType"] is { } same && same != deployment =>
                $"The deployment type can't change from {same} to {deployment}.",
            _ when wish.StorageCapacity < (long?)point.Shape["StorageCapacity"] =>
                "The storage capacity can't be smaller than that of the backup.",
            _ => null,
        };
    }

    private string? VolumeComplaint(EmulatedPoint point, RestoreWish wish)
    {
        var svm = (string?)wish.Configuration?["StorageVirtualMachineId"];
        return 0 switch
        {
            _ when wish.Name is null => "Name is required.",
            _ when svm is null => "The storage virtual machine of the volume is required.",
            _ when HostOf(point, svm) is null => $"The storage virtual machine {svm} does not exist.",
            _ => null,
        };
    }

    private EmulatedResource? HostOf(EmulatedPoint point, string svm) =>
        world.Resources.Values.FirstOrDefault(host =>
            host.Account == point.Vault.Account && host.Region == point.Vault.Region && FileSystemShapes.HasMachine(host, svm));

    private static EmulatedResource FileSystem(EmulatedPoint point, RestoreWish wish, long number)
    {
        var (account, region, id) = (point.Vault.Account, point.Vault.Region, $"fs-{AwsWorld.HexId("restored", number, 17)}");
        var shape = point.Shape.DeepClone().AsObject();
        (shape["FileSystemId"], shape["OwnerId"], shape["ResourceARN"]) = (id, account, $"arn:aws:fsx:{region}:{account}:file-system/{id}");
        shape["DNSName"] = $"{id}.fsx.{region}.amazonaws.com";
        shape["SubnetIds"] = new JsonArray([.. wish.SubnetIds.Select(subnet => (JsonNode?)subnet)]);
        shape["StorageCapacity"] = wish.StorageCapacity ?? (long?)shape["StorageCapacity"];
        shape["StorageType"] = wish.StorageType ?? (string?)shape["StorageType"];
        shape["KmsKeyId"] = wish.KmsKeyId ?? (string?)shape["KmsKeyId"];
        Merge(ConfigurationOf(shape), wish.Configuration);
        return new EmulatedResource((string)shape["ResourceARN"]!, account, region, shape, isVolume: false)
        {
            Tags = new Dictionary<string, string>(wish.Tags),
            UsedBytes = point.SizeBytes,
        };
    }

    private EmulatedResource Volume(EmulatedPoint point, RestoreWish wish, long number)
    {
        var host = HostOf(point, (string)wish.Configuration!["StorageVirtualMachineId"]!)!;
        var id = $"fsvol-{AwsWorld.HexId("restored", number, 17)}";
        var shape = point.Shape.DeepClone().AsObject();
        (shape["VolumeId"], shape["FileSystemId"], shape["Name"]) = (id, host.Id, wish.Name);
        shape["ResourceARN"] = $"arn:aws:fsx:{host.Region}:{host.Account}:volume/{host.Id}/{id}";
        Merge(ConfigurationOf(shape), wish.Configuration);
        return new EmulatedResource((string)shape["ResourceARN"]!, host.Account, host.Region, shape, isVolume: true)
        {
            Tags = new Dictionary<string, string>(wish.Tags),
            UsedBytes = point.SizeBytes,
        };
    }

    private static JsonObject? ConfigurationOf(JsonObject shape) =>
        shape.FirstOrDefault(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject;

    // Numbers may come as texts; nobody reads a password back.
    private static void Merge(JsonObject? shape, JsonObject? wanted)
    {
        foreach (var (name, value) in wanted ?? [])
        {
            var isNumber = shape![name]?.GetValueKind() == JsonValueKind.Number && value?.GetValueKind() == JsonValueKind.String;
            shape[name] = isNumber && long.TryParse((string)value!, out var number) ? number : value?.DeepClone();
        }

        (shape?["SelfManagedActiveDirectoryConfiguration"] as JsonObject)?.Remove("Password");
    }
}
