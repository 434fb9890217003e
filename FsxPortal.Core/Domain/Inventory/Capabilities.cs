namespace FsxPortal.Core.Domain.Inventory;

/// <summary>What AWS Backup can do with each kind of file system.</summary>
/// <remarks>Source: "Backup feature availability" and the FSx guides of AWS.</remarks>
public static class Capabilities
{
    /// <summary>Why AWS Backup cannot back the file system up; none if it can.</summary>
    public static string? BackupRefusal(FileSystemFacts facts) => facts switch
    {
        { Type: FileSystemType.Lustre, Deployment: "SCRATCH_1" or "SCRATCH_2" } =>
            "AWS Backup does not support Lustre scratch file systems.",
        { Type: FileSystemType.Lustre, HasDataRepository: true } =>
            "AWS Backup does not support Lustre file systems that are linked to a data repository.",
        { Type: FileSystemType.Ontap, AwsVolumeId: null } =>
            "AWS Backup protects ONTAP by volume, not by file system.",
        _ => null,
    };

    // All others an account has to enable first.
    private static readonly HashSet<string> _enabledRegions =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-west-2",
        "eu-west-3", "eu-north-1",
        "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2",
    ];

    /// <summary>Why AWS never copies from one Region to another; none if it may.</summary>
    public static string? CopyRefusal(string from, string to) => PartitionOf(from) == PartitionOf(to) ? null
        : $"AWS copies nothing from {from} to {to}: they belong to different partitions.";

    /// <summary>Why AWS may refuse copies between two Regions: its documents disagree; none if they do not.</summary>
    public static string? CopyDoubt(string from, string to) =>
        new[] { from, to }.FirstOrDefault(region => PartitionOf(region) == "aws" && !_enabledRegions.Contains(region)) is not { } doubtful
            ? null
        : $"Copies from {from} to {to} may fail: AWS's documents disagree on copies of FSx backups where an account has to enable the "
        + $"Region, as it does {doubtful}.";

    private static string PartitionOf(string region) => region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    /// <summary>Why a backup of the file system cannot be copied; none if it can.</summary>
    public static string? CopyRefusal(FileSystemFacts facts) => facts switch
    {
        { Type: FileSystemType.Ontap } => "AWS Backup cannot copy backups of ONTAP volumes.",
        { StorageType: "INTELLIGENT_TIERING" } => "AWS cannot copy backups of the Intelligent-Tiering storage class.",
        _ => null,
    };
}
