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

    /// <summary>Why a backup of the file system cannot be copied; none if it can.</summary>
    public static string? CopyRefusal(FileSystemFacts facts) => facts switch
    {
        { Type: FileSystemType.Ontap } => "AWS Backup cannot copy backups of ONTAP volumes.",
        { StorageType: "INTELLIGENT_TIERING" } => "AWS cannot copy backups of the Intelligent-Tiering storage class.",
        _ => null,
    };
}
