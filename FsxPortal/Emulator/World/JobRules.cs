using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.World;

/// <summary>Why a backup or copy job can't start yet, or not at all.</summary>
public sealed class JobRules(AwsWorld world)
{
    /// <summary>How many FSx copies run to one Region of an account at a time.</summary>
    public const int CopiesPerDestination = 5;

    /// <summary>What it has to wait for; none if it can start.</summary>
    public string? Obstacle(EmulatedJob job, DateTimeOffset now) => job switch
    {
        { Fate: { State: "CREATED" } fate } => fate.Message ?? "The job waits for its turn.",
        { Resource.BusyWith: { } other } => $"Backup job could not start because there is a running job {other} for the same resource.",
        { Source: null, Resource.AutomaticBackup: { } own } =>
            $"Backup job could not start because Amazon FSx makes its automatic backup {own} of the same resource.",
        { Source: not null } when world.CopiesRunning.GetValueOrDefault(job.Vault.Lane) >= CopiesPerDestination =>
            $"The limit of {CopiesPerDestination} concurrent copies to {job.Vault.Region} is reached.",
        { Source: null, Resource.Lifecycle: "UPDATING" or "CREATING" } =>
            $"The resource is {job.Resource.Lifecycle}; the backup begins when it is AVAILABLE.",
        { Source: null } when ServiceWindows.Near(Configuration(job), now) is { } window =>
            $"Backups do not start within 4 hours before the {window} or during it.",
        _ => null,
    };

    /// <summary>Why it fails; none if it does not.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isFirst">Whether it tries to start for the first time.</param>
    /// <param name="now">The emulated present.</param>
    public string? Refusal(EmulatedJob job, bool isFirst, DateTimeOffset now) =>
        job.Source is null ? BackupRefusal(job, isFirst, now) : CopyRefusal(job, job.Source);

    // Who comes during the window itself is turned away; who has waited before it goes on waiting.
    private string? BackupRefusal(EmulatedJob job, bool isFirst, DateTimeOffset now) => job switch
    {
        _ when !world.Resources.ContainsKey(job.Resource.Arn) => $"The resource {job.Resource.Arn} does not exist any more.",
        _ when isFirst && ServiceWindows.Open(Configuration(job), now) is { } window => $"The backup can't be made during the {window}.",
        { Resource.Lifecycle: not ("AVAILABLE" or "UPDATING" or "CREATING") } =>
            $"The resource is {job.Resource.Lifecycle} and can't be backed up.",
        _ => RoleComplaint(job, "fsx:CreateBackup") ?? job.Vault.Lock?.Complaint(job.DeleteAfterDays) ?? TagRules.Complaint(job.AllTags),
    };

    private string? CopyRefusal(EmulatedJob job, EmulatedPoint source) => job switch
    {
        _ when source.Vault.Account != job.Vault.Account =>
            $"Access Denied trying to call AWS Backup service: the access policy of {job.Vault.Arn} does not allow account "
                + $"{source.Vault.Account} to copy into it.",
        { Resource.IsVolume: true } => "Copying backups of FSx for ONTAP volumes is not supported.",
        _ when (string?)source.Shape["StorageType"] == "INTELLIGENT_TIERING" =>
            "Copying backups of file systems with Intelligent-Tiering storage is not supported.",
        _ when job.Vault.KeyArn?.EndsWith("alias/aws/backup", StringComparison.Ordinal) == true =>
            $"The vault {job.Vault.Arn} is encrypted with the key aws/backup. Amazon FSx copies need a customer managed key.",
        _ when job.Vault.KeyArn is { } arn && world.Keys.TryGetValue(arn, out var key) && key.State != "Enabled" =>
            $"The key {arn} of the destination vault is {key.State}.",
        _ => RoleComplaint(job, "fsx:CopyBackup") ?? job.Vault.Lock?.Complaint(job.DeleteAfterDays) ?? TagRules.Complaint(job.AllTags),
    };

    private string? RoleComplaint(EmulatedJob job, string action) => world.Access.Allows(job.IamRoleArn, action, job.Vault.Region)
        ? null
        : $"Access Denied: {job.IamRoleArn} is not authorized to perform: {action}";

    private JsonObject? Configuration(EmulatedJob job) => (world.FileSystemOf(job.Resource) ?? job.Resource).Configuration;
}
