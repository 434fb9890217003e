using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Domain.Sessions;

namespace FsxPortal.Tests.Queries;

/// <summary>Rows that the tests of queries put into the tables.</summary>
internal static class Rows
{
    public const string Account = "111122223333";
    public const string VaultArn = $"arn:aws:backup:eu-central-1:{Account}:backup-vault:portal-vault";
    public const string CopyVaultArn = $"arn:aws:backup:eu-west-1:{Account}:backup-vault:portal-copies";

    /// <summary>Noon of a Wednesday.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    private static int _ids;

    public static Guid NewId() => new($"00000000-0000-7000-8000-{Interlocked.Increment(ref _ids):D12}");

    public static FileSystem FileSystem(
        string name, FileSystemType type = FileSystemType.Windows, string deployment = "MULTI_AZ_1", string region = "eu-central-1",
        string account = Account)
    {
        var id = $"fs-{Interlocked.Increment(ref _ids):x17}";
        return new FileSystem(NewId(), Guid.Empty, new FileSystemFacts
        {
            Arn = $"arn:aws:fsx:{region}:{account}:file-system/{id}",
            AwsFileSystemId = id,
            Name = name,
            Type = type,
            Deployment = deployment,
            Lifecycle = "AVAILABLE",
            StorageGiB = 32,
            Tags = new Dictionary<string, string> { ["Name"] = name },
        }, Now);
    }

    /// <summary>A policy that backs everything up at 6 and 18 UTC and copies at 18.</summary>
    public static Policy Policy(
        string name = "Daily", int priority = 1, bool enabled = true, bool copies = false, bool keepNewest = true,
        string account = Account) =>
        new(NewId(), new PolicyDocument
        {
            Name = name,
            Enabled = enabled,
            TimeZone = "UTC",
            Account = account,
            Regions = ["eu-central-1"],
            Selection = new Selection(),
            Vaults = new Dictionary<string, string> { ["eu-central-1"] = "portal-vault" },
            KeepNewest = keepNewest,
            Copies = copies
                ? new Dictionary<string, CopyTarget> { ["eu-central-1"] = new() { Region = "eu-west-1", Vault = "portal-copies" } }
                : null,
            Schedule = new Schedule
            {
                Daily = new DailyRule
                {
                    Hours = [6, 18],
                    Retention = new Period(14, PeriodUnit.Days),
                    Copy = copies ? new DailyCopy { Hours = [18], Retention = new Period(21, PeriodUnit.Days) } : null,
                },
            },
        }, priority, Now.AddDays(-30));

    public static Session Session(Policy? policy, DateTimeOffset slot, SessionState? end = null)
    {
        var session = new Session(
            NewId(), policy is null ? SessionType.Sync : SessionType.Policy, SessionTrigger.Schedule, slot, "FsxPortal", slot);
        if (policy is not null)
        {
            session.RunFor(new RunOrder
            {
                PolicyId = policy.Id,
                PolicyVersion = policy.Version,
                Title = policy.Name,
                AwsAccount = policy.AwsAccount,
                Flags = GfsFlags.Daily,
                BackupRules = new RetentionRules(policy.Schedule.BackupPeriods(), "UTC"),
                CopyRules = new RetentionRules(policy.Schedule.CopyPeriods(), "UTC"),
            });
        }

        session.Start(slot);
        if (end is { } state)
        {
            session.End(state, state == SessionState.Succeeded ? null : $"It is {state}.", slot.AddHours(1));
        }

        return session;
    }

    /// <summary>Somebody wants a policy removed.</summary>
    public static ApprovalRequest Request(Policy policy) => new(
        NewId(), Actor.Portal, FourEyes.PolicyRemoval, CommandKind.RemovePolicy,
        new Subject(SubjectKind.Policy, policy.Id, policy.Name) { AwsAccount = policy.AwsAccount }, Now)
    {
        ExpiresAt = Now.AddDays(7),
        Wish = new ApprovalWish(policy.Id, policy.Version).Write(),
        Effect = new ApprovalEffect([$"{policy.Name} goes."], 1, 1, 0),
    };

    public static WorkItem Task(Session session, FileSystem fileSystem, TaskState? end = null, string? reason = null)
    {
        var task = new WorkItem(NewId(), session.Id, fileSystem.Id, fileSystem.Arn, fileSystem.Lane, VaultArn);
        task.Intend(session.Slot);
        if (end is { } state)
        {
            task.End(state, reason, session.Slot.AddHours(1));
        }

        return task;
    }

    public static RestorePoint Point(
        FileSystem fileSystem, DateTimeOffset slot, RestorePointKind kind = RestorePointKind.Backup, Policy? policy = null,
        string? vaultArn = null)
    {
        var vault = vaultArn ?? (kind == RestorePointKind.Copy ? CopyVaultArn : VaultArn);
        return new RestorePoint(NewId(), new RecoveryPointFacts
        {
            Arn = $"arn:aws:fsx:eu-central-1:{Account}:backup/backup-{Interlocked.Increment(ref _ids):x17}",
            ResourceArn = fileSystem.Arn,
            VaultArn = vault,
            CreatedAt = slot.AddMinutes(3),
            CompletedAt = slot.AddMinutes(40),
            SizeBytes = 1 << 30,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = kind,
            FileSystemId = fileSystem.Id,
            PolicyId = policy?.Id,
            Slot = kind == RestorePointKind.Manual ? null : slot,
            Flags = kind == RestorePointKind.Manual ? GfsFlags.None : GfsFlags.Daily,
            Rules = kind == RestorePointKind.Manual
                ? null
                : new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Daily] = new(14, PeriodUnit.Days) }, "UTC"),
            Incremental = false,
        });
    }
}
