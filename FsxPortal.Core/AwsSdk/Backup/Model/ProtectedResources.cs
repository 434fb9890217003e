using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup.Model;

public sealed class ListProtectedResourcesRequest : AmazonBackupRequest
{
    public string? NextToken { get; set; }
    public int? MaxResults { get; set; }
}

public sealed class ListProtectedResourcesResponse : AmazonWebServiceResponse
{
    public List<ProtectedResource>? Results { get; set; } = Unset.Collection<List<ProtectedResource>>();
    public string? NextToken { get; set; }
}

public sealed class DescribeProtectedResourceRequest : AmazonBackupRequest
{
    public string? ResourceArn { get; set; }
}

public sealed class DescribeProtectedResourceResponse : AmazonWebServiceResponse
{
    public string? ResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public DateTime? LastBackupTime { get; set; }
    public string? ResourceName { get; set; }
    public string? LastBackupVaultArn { get; set; }
    public string? LastRecoveryPointArn { get; set; }
    public long? LatestRestoreExecutionTimeMinutes { get; set; }
    public DateTime? LatestRestoreJobCreationDate { get; set; }
    public DateTime? LatestRestoreRecoveryPointCreationDate { get; set; }
}

public sealed class ProtectedResource
{
    public string? ResourceArn { get; set; }
    public string? ResourceType { get; set; }
    public DateTime? LastBackupTime { get; set; }
    public string? ResourceName { get; set; }
    public string? LastBackupVaultArn { get; set; }
    public string? LastRecoveryPointArn { get; set; }
}
