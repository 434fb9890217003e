#pragma warning disable CA1707 // The constants bear the names that AWS gives them.

using System.Text.Json.Serialization;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

[JsonConverter(typeof(ConstantConverter<StorageVirtualMachineFilterName>))]
public sealed class StorageVirtualMachineFilterName(string value) : ConstantClass(value), IConstant<StorageVirtualMachineFilterName>
{
    public static readonly StorageVirtualMachineFilterName FileSystemId = new("file-system-id");

    public static StorageVirtualMachineFilterName FindValue(string value) => FindValue<StorageVirtualMachineFilterName>(value);

    public static implicit operator StorageVirtualMachineFilterName(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<StorageVirtualMachineLifecycle>))]
public sealed class StorageVirtualMachineLifecycle(string value) : ConstantClass(value), IConstant<StorageVirtualMachineLifecycle>
{
    public static readonly StorageVirtualMachineLifecycle CREATED = new("CREATED");
    public static readonly StorageVirtualMachineLifecycle CREATING = new("CREATING");
    public static readonly StorageVirtualMachineLifecycle DELETING = new("DELETING");
    public static readonly StorageVirtualMachineLifecycle FAILED = new("FAILED");
    public static readonly StorageVirtualMachineLifecycle MISCONFIGURED = new("MISCONFIGURED");
    public static readonly StorageVirtualMachineLifecycle PENDING = new("PENDING");

    public static StorageVirtualMachineLifecycle FindValue(string value) => FindValue<StorageVirtualMachineLifecycle>(value);

    public static implicit operator StorageVirtualMachineLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<StorageVirtualMachineRootVolumeSecurityStyle>))]
public sealed class StorageVirtualMachineRootVolumeSecurityStyle(string value)
    : ConstantClass(value), IConstant<StorageVirtualMachineRootVolumeSecurityStyle>
{
    public static readonly StorageVirtualMachineRootVolumeSecurityStyle MIXED = new("MIXED");
    public static readonly StorageVirtualMachineRootVolumeSecurityStyle NTFS = new("NTFS");
    public static readonly StorageVirtualMachineRootVolumeSecurityStyle UNIX = new("UNIX");

    public static StorageVirtualMachineRootVolumeSecurityStyle FindValue(string value) =>
        FindValue<StorageVirtualMachineRootVolumeSecurityStyle>(value);

    public static implicit operator StorageVirtualMachineRootVolumeSecurityStyle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<StorageVirtualMachineSubtype>))]
public sealed class StorageVirtualMachineSubtype(string value) : ConstantClass(value), IConstant<StorageVirtualMachineSubtype>
{
    public static readonly StorageVirtualMachineSubtype DEFAULT = new("DEFAULT");
    public static readonly StorageVirtualMachineSubtype DP_DESTINATION = new("DP_DESTINATION");
    public static readonly StorageVirtualMachineSubtype SYNC_DESTINATION = new("SYNC_DESTINATION");
    public static readonly StorageVirtualMachineSubtype SYNC_SOURCE = new("SYNC_SOURCE");

    public static StorageVirtualMachineSubtype FindValue(string value) => FindValue<StorageVirtualMachineSubtype>(value);

    public static implicit operator StorageVirtualMachineSubtype(string value) => FindValue(value);
}
