using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class DescribeRegionSettingsRequest : AmazonBackupRequest;

public sealed class DescribeRegionSettingsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, bool>? ResourceTypeOptInPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
    public Dictionary<string, bool>? ResourceTypeManagementPreference { get; set; } = Unset.Collection<Dictionary<string, bool>>();
}
