using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx.Model;

public sealed class DescribeBackupsRequest : AmazonFSxRequest
{
    public List<string>? BackupIds { get; set; } = Unset.Collection<List<string>>();
    public List<Filter>? Filters { get; set; } = Unset.Collection<List<Filter>>();
    public int? MaxResults { get; set; }
    public string? NextToken { get; set; }
}

public sealed class DescribeBackupsResponse : AmazonWebServiceResponse
{
    public List<Backup>? Backups { get; set; } = Unset.Collection<List<Backup>>();
    public string? NextToken { get; set; }
}

public sealed class CreateBackupRequest : AmazonFSxRequest
{
    public string? FileSystemId { get; set; }
    public string? ClientRequestToken { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public string? VolumeId { get; set; }
}

public sealed class CreateBackupResponse : AmazonWebServiceResponse
{
    public Backup? Backup { get; set; }
}

public sealed class DeleteBackupRequest : AmazonFSxRequest
{
    public string? BackupId { get; set; }
    public string? ClientRequestToken { get; set; }
}

public sealed class DeleteBackupResponse : AmazonWebServiceResponse
{
    public string? BackupId { get; set; }
    public BackupLifecycle? Lifecycle { get; set; }
}

public sealed class CopyBackupRequest : AmazonFSxRequest
{
    public string? SourceBackupId { get; set; }
    public string? ClientRequestToken { get; set; }
    public string? SourceRegion { get; set; }
    public string? KmsKeyId { get; set; }
    public bool? CopyTags { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
}

public sealed class CopyBackupResponse : AmazonWebServiceResponse
{
    public Backup? Backup { get; set; }
}

public sealed class Backup
{
    public string? BackupId { get; set; }
    public BackupLifecycle? Lifecycle { get; set; }
    public BackupFailureDetails? FailureDetails { get; set; }
    public BackupType? Type { get; set; }
    public int? ProgressPercent { get; set; }
    public DateTime? CreationTime { get; set; }
    public string? KmsKeyId { get; set; }
    public string? ResourceARN { get; set; }
    public List<Tag>? Tags { get; set; } = Unset.Collection<List<Tag>>();
    public FileSystem? FileSystem { get; set; }
    public ActiveDirectoryBackupAttributes? DirectoryInformation { get; set; }
    public string? OwnerId { get; set; }
    public string? SourceBackupId { get; set; }
    public string? SourceBackupRegion { get; set; }
    public ResourceType? ResourceType { get; set; }
    public Volume? Volume { get; set; }
    public long? SizeInBytes { get; set; }
}

public sealed class BackupFailureDetails
{
    public string? Message { get; set; }
}

public sealed class ActiveDirectoryBackupAttributes
{
    public string? DomainName { get; set; }
    public string? ActiveDirectoryId { get; set; }
    public string? ResourceARN { get; set; }
}

public sealed class Filter
{
    public FilterName? Name { get; set; }
    public List<string>? Values { get; set; } = Unset.Collection<List<string>>();
}
