using System.Globalization;
using Amazon.Backup.Model;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Core.Aws;

/// <summary>Turns the shapes of AWS Backup into our nouns.</summary>
internal static class BackupShapes
{
    public static AwsJob ToJob(BackupJob job) => new()
    {
        Id = job.BackupJobId!,
        ResourceArn = job.ResourceArn ?? "",
        VaultArn = job.BackupVaultArn ?? "",
        State = ToState(job.State?.Value),
        RecoveryPointArn = job.RecoveryPointArn,
        Percent = ToPercent(job.PercentDone),
        Message = job.StatusMessage,
        CreatedAt = ToInstant(job.CreationDate) ?? default,
    };

    public static AwsJob ToJob(DescribeBackupJobResponse job) => ToJob(new BackupJob
    {
        BackupJobId = job.BackupJobId,
        ResourceArn = job.ResourceArn,
        BackupVaultArn = job.BackupVaultArn,
        State = job.State,
        RecoveryPointArn = job.RecoveryPointArn,
        PercentDone = job.PercentDone,
        StatusMessage = job.StatusMessage,
        CreationDate = job.CreationDate,
    });

    public static AwsJob ToJob(CopyJob job) => new()
    {
        Id = job.CopyJobId!,
        ResourceArn = job.ResourceArn ?? "",
        VaultArn = job.DestinationBackupVaultArn ?? "",
        State = ToState(job.State?.Value),
        RecoveryPointArn = job.DestinationRecoveryPointArn,
        SourceRecoveryPointArn = job.SourceRecoveryPointArn,
        RoleArn = job.IamRoleArn,
        Plan = job.CreatedBy?.BackupPlanName ?? job.CreatedBy?.BackupPlanId,
        Message = job.StatusMessage,
        CreatedAt = ToInstant(job.CreationDate) ?? default,
        EndedAt = ToInstant(job.CompletionDate),
    };

    public static RecoveryPointFacts ToFacts(RecoveryPointByBackupVault point) => new()
    {
        Arn = point.RecoveryPointArn!,
        ResourceArn = point.ResourceArn ?? "",
        VaultArn = point.BackupVaultArn ?? "",
        CreatedAt = ToInstant(point.CreationDate) ?? default,
        CompletedAt = ToInstant(point.CompletionDate),
        SizeBytes = point.BackupSizeInBytes,
        Status = point.Status?.Value ?? "UNKNOWN",
        Message = point.StatusMessage,
        DeleteAt = ToInstant(point.CalculatedLifecycle?.DeleteAt),
        Plan = point.CreatedBy?.BackupPlanName ?? point.CreatedBy?.BackupPlanId,
    };

    public static RecoveryPointFacts ToFacts(DescribeRecoveryPointResponse point) => new()
    {
        Arn = point.RecoveryPointArn!,
        ResourceArn = point.ResourceArn ?? "",
        VaultArn = point.BackupVaultArn ?? "",
        CreatedAt = ToInstant(point.CreationDate) ?? default,
        CompletedAt = ToInstant(point.CompletionDate),
        SizeBytes = point.BackupSizeInBytes,
        Status = point.Status?.Value ?? "UNKNOWN",
        Message = point.StatusMessage,
        DeleteAt = ToInstant(point.CalculatedLifecycle?.DeleteAt),
        Plan = point.CreatedBy?.BackupPlanName ?? point.CreatedBy?.BackupPlanId,
    };

    /// <summary>A recovery point that can be told from all others, and judged.</summary>
    /// <exception cref="FormatException">Why it can't.</exception>
    public static RecoveryPointFacts Understand(RecoveryPointFacts point, Arn vault) => point switch
    {
        _ when point.VaultArn != vault.ToString() =>
            throw new FormatException(point.VaultArn.Length == 0 ? "It names no vault." : $"It names the vault {point.VaultArn}."),
        _ when !Arn.TryParse(point.Arn, out _) => throw new FormatException("It has no ARN."),
        _ when !Arn.TryParse(point.ResourceArn, out _) => throw new FormatException("It does not name what it is a backup of."),
        { CreatedAt: var at } when at == default => throw new FormatException("It has no creation date."),
        _ => point,
    };

    /// <summary>A vault that can be told from all others.</summary>
    /// <exception cref="FormatException">Why it can't.</exception>
    public static VaultFacts Understand(BackupVaultListMember vault, AwsAccount account, string region)
    {
        var arn = FsxShapes.DemandHome(vault.BackupVaultArn, account, region);
        return string.IsNullOrEmpty(vault.BackupVaultName) ? throw new FormatException("It has no name.")
            : arn.Resource != $"backup-vault:{vault.BackupVaultName}"
            ? throw new FormatException($"It is called '{vault.BackupVaultName}', which is not the name in its ARN.")
            : ToFacts(vault);
    }

    private static VaultFacts ToFacts(BackupVaultListMember vault) => new(
        vault.BackupVaultArn!, vault.BackupVaultName!, vault.Locked ?? false, vault.EncryptionKeyArn, vault.NumberOfRecoveryPoints ?? 0)
    {
        MinRetentionDays = vault.MinRetentionDays,
        MaxRetentionDays = vault.MaxRetentionDays,
    };

    private static AwsJobState ToState(string? state) =>
        Enum.TryParse<AwsJobState>(state, ignoreCase: true, out var known) ? known : AwsJobState.Unknown;

    // AWS sends an estimate as text, "42.0", or nothing.
    private static double? ToPercent(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private static DateTimeOffset? ToInstant(DateTime? time) =>
        time is { } given ? new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero) : null;
}
