using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Setup.Demo;

/// <summary>An account of the demo.</summary>
public sealed record DemoAccount(string Name, string AwsAccount, string RoleArn, IReadOnlyList<string> Regions);

/// <summary>What an administrator of the demo's company would have typed. The ids
/// are those in the tags of the demo's restore points.</summary>
public static class DemoCompany
{
    public const string HomeRegion = "eu-central-1";
    public const string AccessKey = "AKIAFSXPORTALDEMO001";
    public const string SecretKey = "fsxportal/demo/secret/key/number/one/001";

    private const string Production = "111122223333";
    private const string Research = "444455556666";

    /// <summary>The accounts.</summary>
    public static IReadOnlyList<DemoAccount> Accounts { get; } =
    [
        new("Production", Production, $"arn:aws:iam::{Production}:role/FsxPortal", ["eu-central-1", "eu-west-1", "us-east-1"]),
        new("Research", Research, $"arn:aws:iam::{Research}:role/FsxPortal", ["eu-central-1", "eu-west-1", "us-east-1"]),
    ];

    /// <summary>The policies, the highest priority first.</summary>
    public static IReadOnlyList<(Guid Id, PolicyDocument Document)> Policies { get; } =
    [
        (new Guid("0b5f0001-0000-7000-8000-000000000002"), Hourly()),
        (new Guid("0b5f0001-0000-7000-8000-000000000001"), Daily()),
    ];

    private static PolicyDocument Hourly() =>
        Document("Tier 1 hourly", "The file systems the company stands still without.", "tier", "1") with
        {
            Schedule = new Schedule
            {
                Daily = new DailyRule
                {
                    Hours = [.. Enumerable.Range(0, 24)],
                    Retention = new Period(7, PeriodUnit.Days),
                    Copy = new DailyCopy { Hours = [.. Enumerable.Range(0, 24)], Retention = new Period(14, PeriodUnit.Days) },
                },
            },
        };

    private static PolicyDocument Daily() =>
        Document("Production daily", "Everything in production, once a night, and some of it for years.", "env", "prod") with
        {
            Schedule = new Schedule
            {
                Daily = new DailyRule
                {
                    Hours = [1],
                    Retention = new Period(42, PeriodUnit.Days),
                    Copy = new DailyCopy { Hours = [1], Retention = new Period(30, PeriodUnit.Days) },
                },
                Weekly = new WeeklyRule
                {
                    Time = "01:00",
                    Days = DaySet.Of([DayOfWeek.Monday]),
                    Retention = new Period(3, PeriodUnit.Months),
                    Copy = new WeeklyCopy { Days = DaySet.Of([DayOfWeek.Monday]), Retention = new Period(3, PeriodUnit.Months) },
                },
                Monthly = new MonthlyRule
                {
                    Time = "01:00",
                    On = new MonthDay { Ordinal = MonthOrdinal.First, Day = DayOfWeek.Monday },
                    Months = [.. Enumerable.Range(1, 12)],
                    Retention = new Period(12, PeriodUnit.Months),
                    Copy = new MonthlyCopy { Months = [1, 7], Retention = new Period(24, PeriodUnit.Months) },
                },
                Yearly = new YearlyRule
                {
                    Time = "01:00",
                    On = new MonthDay { Ordinal = MonthOrdinal.First, Day = DayOfWeek.Monday },
                    Month = 1,
                    Retention = new Period(7, PeriodUnit.Years),
                },
            },
        };

    private static PolicyDocument Document(string name, string description, string tag, string value) => new()
    {
        Name = name,
        Description = description,
        TimeZone = "UTC",
        Account = Production,
        Regions = [HomeRegion],
        Selection = new Selection
        {
            Mode = SelectionMode.Selected,
            Include = [new SelectionRule { Tag = new TagMatch { Key = tag, Value = value } }],
        },
        Vaults = new Dictionary<string, string> { [HomeRegion] = "portal-vault" },
        Copies = new Dictionary<string, CopyTarget> { [HomeRegion] = new() { Region = "eu-west-1", Vault = "portal-copies" } },
        Retry = new Retry { Attempts = 3 },
    };
}
