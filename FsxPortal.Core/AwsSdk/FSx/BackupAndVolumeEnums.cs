#pragma warning disable CA1707 // The constants bear the names that AWS gives them.

using System.Text.Json.Serialization;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

[JsonConverter(typeof(ConstantConverter<BackupLifecycle>))]
public sealed class BackupLifecycle(string value) : ConstantClass(value), IConstant<BackupLifecycle>
{
    public static readonly BackupLifecycle AVAILABLE = new("AVAILABLE");
    public static readonly BackupLifecycle COPYING = new("COPYING");
    public static readonly BackupLifecycle CREATING = new("CREATING");
    public static readonly BackupLifecycle DELETED = new("DELETED");
    public static readonly BackupLifecycle FAILED = new("FAILED");
    public static readonly BackupLifecycle PENDING = new("PENDING");
    public static readonly BackupLifecycle TRANSFERRING = new("TRANSFERRING");

    public static BackupLifecycle FindValue(string value) => FindValue<BackupLifecycle>(value);

    public static implicit operator BackupLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<BackupType>))]
public sealed class BackupType(string value) : ConstantClass(value), IConstant<BackupType>
{
    public static readonly BackupType AUTOMATIC = new("AUTOMATIC");
    public static readonly BackupType AWS_BACKUP = new("AWS_BACKUP");
    public static readonly BackupType USER_INITIATED = new("USER_INITIATED");

    public static BackupType FindValue(string value) => FindValue<BackupType>(value);

    public static implicit operator BackupType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<FilterName>))]
public sealed class FilterName(string value) : ConstantClass(value), IConstant<FilterName>
{
    public static readonly FilterName BackupType = new("backup-type");
    public static readonly FilterName DataRepositoryType = new("data-repository-type");
    public static readonly FilterName FileCacheId = new("file-cache-id");
    public static readonly FilterName FileCacheType = new("file-cache-type");
    public static readonly FilterName FileSystemId = new("file-system-id");
    public static readonly FilterName FileSystemType = new("file-system-type");
    public static readonly FilterName VolumeId = new("volume-id");

    public static FilterName FindValue(string value) => FindValue<FilterName>(value);

    public static implicit operator FilterName(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<FlexCacheEndpointType>))]
public sealed class FlexCacheEndpointType(string value) : ConstantClass(value), IConstant<FlexCacheEndpointType>
{
    public static readonly FlexCacheEndpointType CACHE = new("CACHE");
    public static readonly FlexCacheEndpointType NONE = new("NONE");
    public static readonly FlexCacheEndpointType ORIGIN = new("ORIGIN");

    public static FlexCacheEndpointType FindValue(string value) => FindValue<FlexCacheEndpointType>(value);

    public static implicit operator FlexCacheEndpointType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<InputOntapVolumeType>))]
public sealed class InputOntapVolumeType(string value) : ConstantClass(value), IConstant<InputOntapVolumeType>
{
    public static readonly InputOntapVolumeType DP = new("DP");
    public static readonly InputOntapVolumeType RW = new("RW");

    public static InputOntapVolumeType FindValue(string value) => FindValue<InputOntapVolumeType>(value);

    public static implicit operator InputOntapVolumeType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<OntapVolumeType>))]
public sealed class OntapVolumeType(string value) : ConstantClass(value), IConstant<OntapVolumeType>
{
    public static readonly OntapVolumeType DP = new("DP");
    public static readonly OntapVolumeType LS = new("LS");
    public static readonly OntapVolumeType RW = new("RW");

    public static OntapVolumeType FindValue(string value) => FindValue<OntapVolumeType>(value);

    public static implicit operator OntapVolumeType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<ResourceType>))]
public sealed class ResourceType(string value) : ConstantClass(value), IConstant<ResourceType>
{
    public static readonly ResourceType FILE_SYSTEM = new("FILE_SYSTEM");
    public static readonly ResourceType VOLUME = new("VOLUME");

    public static ResourceType FindValue(string value) => FindValue<ResourceType>(value);

    public static implicit operator ResourceType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<SecurityStyle>))]
public sealed class SecurityStyle(string value) : ConstantClass(value), IConstant<SecurityStyle>
{
    public static readonly SecurityStyle MIXED = new("MIXED");
    public static readonly SecurityStyle NTFS = new("NTFS");
    public static readonly SecurityStyle UNIX = new("UNIX");

    public static SecurityStyle FindValue(string value) => FindValue<SecurityStyle>(value);

    public static implicit operator SecurityStyle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<TieringPolicyName>))]
public sealed class TieringPolicyName(string value) : ConstantClass(value), IConstant<TieringPolicyName>
{
    public static readonly TieringPolicyName ALL = new("ALL");
    public static readonly TieringPolicyName AUTO = new("AUTO");
    public static readonly TieringPolicyName NONE = new("NONE");
    public static readonly TieringPolicyName SNAPSHOT_ONLY = new("SNAPSHOT_ONLY");

    public static TieringPolicyName FindValue(string value) => FindValue<TieringPolicyName>(value);

    public static implicit operator TieringPolicyName(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<VolumeFilterName>))]
public sealed class VolumeFilterName(string value) : ConstantClass(value), IConstant<VolumeFilterName>
{
    public static readonly VolumeFilterName FileSystemId = new("file-system-id");
    public static readonly VolumeFilterName StorageVirtualMachineId = new("storage-virtual-machine-id");

    public static VolumeFilterName FindValue(string value) => FindValue<VolumeFilterName>(value);

    public static implicit operator VolumeFilterName(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<VolumeLifecycle>))]
public sealed class VolumeLifecycle(string value) : ConstantClass(value), IConstant<VolumeLifecycle>
{
    public static readonly VolumeLifecycle AVAILABLE = new("AVAILABLE");
    public static readonly VolumeLifecycle CREATED = new("CREATED");
    public static readonly VolumeLifecycle CREATING = new("CREATING");
    public static readonly VolumeLifecycle DELETING = new("DELETING");
    public static readonly VolumeLifecycle FAILED = new("FAILED");
    public static readonly VolumeLifecycle MISCONFIGURED = new("MISCONFIGURED");
    public static readonly VolumeLifecycle PENDING = new("PENDING");

    public static VolumeLifecycle FindValue(string value) => FindValue<VolumeLifecycle>(value);

    public static implicit operator VolumeLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<VolumeStyle>))]
public sealed class VolumeStyle(string value) : ConstantClass(value), IConstant<VolumeStyle>
{
    public static readonly VolumeStyle FLEXGROUP = new("FLEXGROUP");
    public static readonly VolumeStyle FLEXVOL = new("FLEXVOL");

    public static VolumeStyle FindValue(string value) => FindValue<VolumeStyle>(value);

    public static implicit operator VolumeStyle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<VolumeType>))]
public sealed class VolumeType(string value) : ConstantClass(value), IConstant<VolumeType>
{
    public static readonly VolumeType ONTAP = new("ONTAP");
    public static readonly VolumeType OPENZFS = new("OPENZFS");

    public static VolumeType FindValue(string value) => FindValue<VolumeType>(value);

    public static implicit operator VolumeType(string value) => FindValue(value);
}
