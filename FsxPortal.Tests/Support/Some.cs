using System.Globalization;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Support;

/// <summary>Test data: one valid thing of each kind, changed by what a test is about.</summary>
public static class Some
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";
    public const string CopyRegion = "eu-west-1";

    public static readonly string VaultArn = Arn.Vault("aws", Region, Account, "portal-vault").ToString();

    /// <summary>The time that tests call now: a Friday.</summary>
    public static readonly DateTimeOffset Now = Instant("2026-03-06 12:00");

    /// <summary>Somebody who may do everything.</summary>
    public static Actor Administrator { get; } = new("Ada", PortalRoles.Administrator);

    /// <summary>A valid document: daily at 6 and 18 in Berlin, copied at 18.</summary>
    public static PolicyDocument Document { get; } = new()
    {
        Name = "Production daily",
        Description = "Everything in Frankfurt",
        TimeZone = "Europe/Berlin",
        Account = Account,
        Regions = [Region],
        Selection = new Selection
        {
            Mode = SelectionMode.Selected,
            Include = [new() { AwsFileSystemId = "fs-0123456789abcdef0" }, new() { Tag = new() { Key = "env", Value = "prod" } }],
            Exclude = [new() { AwsVolumeId = "fsvol-0123456789abcdef0" }],
        },
        Vaults = new Dictionary<string, string> { [Region] = "portal-vault" },
        Copies = new Dictionary<string, CopyTarget> { [Region] = new() { Region = CopyRegion, Vault = "portal-copies" } },
        Schedule = new Schedule
        {
            Daily = new DailyRule
            {
                Hours = [6, 18],
                Retention = Period("14 days"),
                Copy = new DailyCopy { Hours = [18], Retention = Period("21 days") },
            },
        },
        CustomTags = new Dictionary<string, string> { ["owner"] = "storage" },
        Retry = new Retry { Attempts = 3 },
        Notifications = new NotificationSettings { On = ["Failed"] },
    };

    /// <summary>What <see cref="Document"/> agrees with.</summary>
    public static PolicySurroundings Surroundings { get; } = new(
        [new AwsAccount(Id(1), "Production", Account, null, [Region, CopyRegion])],
        [Vault(41, Region, "portal-vault"), Vault(42, Region, "locked-vault", 14), Vault(43, Region, "locked-vault-of-13-days", 13),
            Vault(44, CopyRegion, "portal-copies"), GoneVault(45, Region, "gone-vault")],
        ["Nightly"]);

    /// <summary>Always the same id for the same number.</summary>
    public static Guid Id(int number) => new($"00000000-0000-7000-8000-{number:x12}");

    /// <summary>The instant <c>yyyy-MM-dd HH:mm</c> of UTC.</summary>
    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Midnight of a day, UTC.</summary>
    public static DateTimeOffset Day(string text) => Instant(text);

    /// <summary>A period such as <c>3 days</c>.</summary>
    public static Period Period(string text)
    {
        var words = text.Split(' ');
        return new Period(
            int.Parse(words[0], CultureInfo.InvariantCulture), Enum.Parse<PeriodUnit>(words[1].TrimEnd('s') + "s", ignoreCase: true));
    }

    /// <summary>Rules such as <c>Daily 3 days, Weekly 14 days</c>.</summary>
    public static RetentionRules Rules(string text, string zone = "UTC") => new(
        text.Split(", ").Select(rule => rule.Split(' ', 2))
            .ToDictionary(rule => Enum.Parse<GfsFlags>(rule[0]), rule => Period(rule[1])), zone);

    /// <summary>A complete restore point of the slot <c>yyyy-MM-dd HH:mm</c>.</summary>
    public static RestorePoint RestorePoint(
        string slot, string flags = "D", RetentionRules? rules = null, RestorePointKind kind = RestorePointKind.Backup,
        string? created = null, int id = 100) =>
        new(Id(id), new RecoveryPointFacts
        {
            Arn = $"arn:aws:fsx:{Region}:{Account}:backup/backup-{id:x17}",
            ResourceArn = FileSystem().Arn,
            VaultArn = VaultArn,
            CreatedAt = Instant(created ?? slot),
            CompletedAt = Instant(created ?? slot).AddMinutes(30),
            SizeBytes = 1 << 30,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = kind,
            FileSystemId = FileSystem().Id,
            PolicyId = Id(3),
            Slot = Instant(slot),
            Flags = GfsLetters.Parse(flags),
            Rules = rules,
        });

    /// <summary>The chain of the points.</summary>
    public static Chain Chain(params IReadOnlyList<RestorePoint> points) => new(FileSystem().Id, RestorePointKind.Backup, VaultArn, points);

    public static FileSystem FileSystem(
        FileSystemType type = FileSystemType.Windows, string deployment = "MULTI_AZ_1", string? volume = null) =>
        new(Id(2), Id(1), new FileSystemFacts
        {
            Arn = $"arn:aws:fsx:{Region}:{Account}:file-system/fs-0123456789abcdef0",
            AwsFileSystemId = "fs-0123456789abcdef0",
            AwsVolumeId = volume,
            Name = "projects",
            Type = type,
            Deployment = deployment,
            Lifecycle = "AVAILABLE",
            StorageGiB = 32,
            Tags = new Dictionary<string, string> { ["env"] = "prod" },
        }, Now);

    public static Policy Policy(PolicyDocument? document = null, int priority = 1, int id = 3) =>
        new(Id(id), document ?? Document, priority, Now);

    private static Vault GoneVault(int id, string region, string name)
    {
        var vault = Vault(id, region, name);
        vault.Miss(Now);
        return vault;
    }

    private static Vault Vault(int id, string region, string name, long? lockedFor = null) =>
        new(Id(id),
            new VaultFacts(
                Arn.Vault("aws", region, Account, name).ToString(), name, lockedFor is not null, null, 0)
            { MaxRetentionDays = lockedFor },
                    Now);
}
