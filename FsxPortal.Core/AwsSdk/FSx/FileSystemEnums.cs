#pragma warning disable CA1707 // The constants bear the names that AWS gives them.

using System.Text.Json.Serialization;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

[JsonConverter(typeof(ConstantConverter<AliasLifecycle>))]
public sealed class AliasLifecycle(string value) : ConstantClass(value), IConstant<AliasLifecycle>
{
    public static readonly AliasLifecycle AVAILABLE = new("AVAILABLE");
    public static readonly AliasLifecycle CREATE_FAILED = new("CREATE_FAILED");
    public static readonly AliasLifecycle CREATING = new("CREATING");
    public static readonly AliasLifecycle DELETE_FAILED = new("DELETE_FAILED");
    public static readonly AliasLifecycle DELETING = new("DELETING");

    public static AliasLifecycle FindValue(string value) => FindValue<AliasLifecycle>(value);

    public static implicit operator AliasLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<DiskIopsConfigurationMode>))]
public sealed class DiskIopsConfigurationMode(string value) : ConstantClass(value), IConstant<DiskIopsConfigurationMode>
{
    public static readonly DiskIopsConfigurationMode AUTOMATIC = new("AUTOMATIC");
    public static readonly DiskIopsConfigurationMode USER_PROVISIONED = new("USER_PROVISIONED");

    public static DiskIopsConfigurationMode FindValue(string value) => FindValue<DiskIopsConfigurationMode>(value);

    public static implicit operator DiskIopsConfigurationMode(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<FileSystemLifecycle>))]
public sealed class FileSystemLifecycle(string value) : ConstantClass(value), IConstant<FileSystemLifecycle>
{
    public static readonly FileSystemLifecycle AVAILABLE = new("AVAILABLE");
    public static readonly FileSystemLifecycle CREATING = new("CREATING");
    public static readonly FileSystemLifecycle DELETING = new("DELETING");
    public static readonly FileSystemLifecycle FAILED = new("FAILED");
    public static readonly FileSystemLifecycle MISCONFIGURED = new("MISCONFIGURED");
    public static readonly FileSystemLifecycle MISCONFIGURED_UNAVAILABLE = new("MISCONFIGURED_UNAVAILABLE");
    public static readonly FileSystemLifecycle UPDATING = new("UPDATING");

    public static FileSystemLifecycle FindValue(string value) => FindValue<FileSystemLifecycle>(value);

    public static implicit operator FileSystemLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<FileSystemType>))]
public sealed class FileSystemType(string value) : ConstantClass(value), IConstant<FileSystemType>
{
    public static readonly FileSystemType LUSTRE = new("LUSTRE");
    public static readonly FileSystemType ONTAP = new("ONTAP");
    public static readonly FileSystemType OPENZFS = new("OPENZFS");
    public static readonly FileSystemType WINDOWS = new("WINDOWS");

    public static FileSystemType FindValue(string value) => FindValue<FileSystemType>(value);

    public static implicit operator FileSystemType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<LustreDeploymentType>))]
public sealed class LustreDeploymentType(string value) : ConstantClass(value), IConstant<LustreDeploymentType>
{
    public static readonly LustreDeploymentType PERSISTENT_1 = new("PERSISTENT_1");
    public static readonly LustreDeploymentType PERSISTENT_2 = new("PERSISTENT_2");
    public static readonly LustreDeploymentType SCRATCH_1 = new("SCRATCH_1");
    public static readonly LustreDeploymentType SCRATCH_2 = new("SCRATCH_2");

    public static LustreDeploymentType FindValue(string value) => FindValue<LustreDeploymentType>(value);

    public static implicit operator LustreDeploymentType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<NetworkType>))]
public sealed class NetworkType(string value) : ConstantClass(value), IConstant<NetworkType>
{
    public static readonly NetworkType DUAL = new("DUAL");
    public static readonly NetworkType IPV4 = new("IPV4");

    public static NetworkType FindValue(string value) => FindValue<NetworkType>(value);

    public static implicit operator NetworkType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<OntapDeploymentType>))]
public sealed class OntapDeploymentType(string value) : ConstantClass(value), IConstant<OntapDeploymentType>
{
    public static readonly OntapDeploymentType MULTI_AZ_1 = new("MULTI_AZ_1");
    public static readonly OntapDeploymentType MULTI_AZ_2 = new("MULTI_AZ_2");
    public static readonly OntapDeploymentType SINGLE_AZ_1 = new("SINGLE_AZ_1");
    public static readonly OntapDeploymentType SINGLE_AZ_2 = new("SINGLE_AZ_2");

    public static OntapDeploymentType FindValue(string value) => FindValue<OntapDeploymentType>(value);

    public static implicit operator OntapDeploymentType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<OpenZFSDeploymentType>))]
public sealed class OpenZFSDeploymentType(string value) : ConstantClass(value), IConstant<OpenZFSDeploymentType>
{
    public static readonly OpenZFSDeploymentType MULTI_AZ_1 = new("MULTI_AZ_1");
    public static readonly OpenZFSDeploymentType SINGLE_AZ_1 = new("SINGLE_AZ_1");
    public static readonly OpenZFSDeploymentType SINGLE_AZ_2 = new("SINGLE_AZ_2");
    public static readonly OpenZFSDeploymentType SINGLE_AZ_HA_1 = new("SINGLE_AZ_HA_1");
    public static readonly OpenZFSDeploymentType SINGLE_AZ_HA_2 = new("SINGLE_AZ_HA_2");

    public static OpenZFSDeploymentType FindValue(string value) => FindValue<OpenZFSDeploymentType>(value);

    public static implicit operator OpenZFSDeploymentType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<StorageType>))]
public sealed class StorageType(string value) : ConstantClass(value), IConstant<StorageType>
{
    public static readonly StorageType HDD = new("HDD");
    public static readonly StorageType INTELLIGENT_TIERING = new("INTELLIGENT_TIERING");
    public static readonly StorageType SSD = new("SSD");

    public static StorageType FindValue(string value) => FindValue<StorageType>(value);

    public static implicit operator StorageType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<WindowsDeploymentType>))]
public sealed class WindowsDeploymentType(string value) : ConstantClass(value), IConstant<WindowsDeploymentType>
{
    public static readonly WindowsDeploymentType MULTI_AZ_1 = new("MULTI_AZ_1");
    public static readonly WindowsDeploymentType SINGLE_AZ_1 = new("SINGLE_AZ_1");
    public static readonly WindowsDeploymentType SINGLE_AZ_2 = new("SINGLE_AZ_2");

    public static WindowsDeploymentType FindValue(string value) => FindValue<WindowsDeploymentType>(value);

    public static implicit operator WindowsDeploymentType(string value) => FindValue(value);
}
