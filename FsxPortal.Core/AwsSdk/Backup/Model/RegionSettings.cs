using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class DescribeRegionSettingsRequest : AmazonBackupRequest;

public sealed class DescribeRegionSettingsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, bool>? ResourceTypeOptInPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
    public Dictionary<string, bool>? ResourceTypeManagementPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
}

public sealed class UpdateRegionSettingsRequest : AmazonBackupRequest
{
    public Dictionary<string, bool>? ResourceTypeOptInPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
    public Dictionary<string, bool>? ResourceTypeManagementPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
}

public sealed class UpdateRegionSettingsResponse : AmazonWebServiceResponse;

public sealed class GetSupportedResourceTypesRequest : AmazonBackupRequest;

public sealed class GetSupportedResourceTypesResponse : AmazonWebServiceResponse
{
    public List<string>? ResourceTypes { get; set; } = Unset.Collection<List<string>>();
}
