using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class DescribeStorageVirtualMachinesRequest : AmazonFSxRequest
{
    public List<string>? StorageVirtualMachineIds { get; set; } = Unset.Collection<List<string>>();
    public List<StorageVirtualMachineFilter>? Filters { get; set; } = Unset.Collection<List<StorageVirtualMachineFilter>>();
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public sealed class DescribeStorageVirtualMachinesResponse : AmazonWebServiceResponse
{
    public List<StorageVirtualMachine>? StorageVirtualMachines { get; set; } = Unset.Collection<List<StorageVirtualMachine>>();
    public string? NextToken { get; set; }
}

public sealed class StorageVirtualMachine
{
    public SvmActiveDirectoryConfiguration? ActiveDirectoryConfiguration { get; set; }
    public DateTime? CreationTime { get; set; }
    public SvmEndpoints? Endpoints { get; set; }
    public string? FileSystemId { get; set; }
    public StorageVirtualMachineLifecycle? Lifecycle { get; set; }
    public string? Name { get; set; }
    public string? ResourceARN { get; set; }
    public string? StorageVirtualMachineId { get; set; }
    public StorageVirtualMachineSubtype? Subtype { get; set; }
    public string? UUID { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public LifecycleTransitionReason? LifecycleTransitionReason { get; set; }
    public StorageVirtualMachineRootVolumeSecurityStyle? RootVolumeSecurityStyle { get; set; }
}

public sealed class SvmActiveDirectoryConfiguration
{
    public string? NetBiosName { get; set; }
    public SelfManagedActiveDirectoryAttributes? SelfManagedActiveDirectoryConfiguration { get; set; }
}

public sealed class SvmEndpoints
{
    public SvmEndpoint? Iscsi { get; set; }
    public SvmEndpoint? Management { get; set; }
    public SvmEndpoint? Nfs { get; set; }
    public SvmEndpoint? Smb { get; set; }
}

public sealed class SvmEndpoint
{
    public string? DNSName { get; set; }
    public List<string>? IpAddresses { get; set; } = Unset.Collection<List<string>>();
    public List<string>? Ipv6Addresses { get; set; } = Unset.Collection<List<string>>();
}

public sealed class StorageVirtualMachineFilter
{
    public StorageVirtualMachineFilterName? Name { get; set; }
    public List<string>? Values { get; set; } = Unset.Collection<List<string>>();
}
