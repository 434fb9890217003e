using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Support;

/// <summary>Policies for the account of the emulated AWS.</summary>
internal static class SomeDocument
{
    /// <summary>Everything at home, every hour, kept for a day; each run is copied abroad and the copies are kept for two.</summary>
    public static PolicyDocument Hourly(string name = "Hourly") => new()
    {
        Name = name,
        TimeZone = "UTC",
        Account = Some.Account,
        Regions = [Some.Region],
        Selection = new Selection(),
        Vaults = new Dictionary<string, string> { [Some.Region] = "portal-vault" },
        Copies = new Dictionary<string, CopyTarget> { [Some.Region] = new() { Region = Some.CopyRegion, Vault = "portal-copies" } },
        Schedule = new Schedule
        {
            Daily = new DailyRule
            {
                Hours = [.. Enumerable.Range(0, 24)],
                Retention = new Period(1, PeriodUnit.Days),
                Copy = new DailyCopy { Hours = [.. Enumerable.Range(0, 24)], Retention = new Period(2, PeriodUnit.Days) },
            },
        },
    };

    /// <summary>The same without copies.</summary>
    public static PolicyDocument WithoutCopies(this PolicyDocument document) => document with
    {
        Copies = null,
        Schedule = new Schedule { Daily = document.Schedule!.Daily! with { Copy = null } },
    };

    /// <summary>The same with a schedule of its own: these hours, nothing else.</summary>
    public static PolicyDocument At(this PolicyDocument document, params int[] hours) => document with
    {
        Schedule = new Schedule
        {
            Daily = document.Schedule!.Daily! with
            {
                Hours = hours,
                Copy = document.Schedule.Daily.Copy is { } copy ? copy with { Hours = hours } : null,
            },
        },
    };

    /// <summary>The same with backups that are kept for another number of days.</summary>
    public static PolicyDocument Keeping(this PolicyDocument document, int days) => document with
    {
        Schedule = new Schedule { Daily = document.Schedule!.Daily! with { Retention = new Period(days, PeriodUnit.Days) } },
    };

    /// <summary>The same by two rules: every day at 11:00, and Tuesdays at 11:00, of which only the latter is copied.</summary>
    public static PolicyDocument DailyAndWeekly(this PolicyDocument document) => document with
    {
        Schedule = new Schedule
        {
            Daily = new DailyRule { Hours = [11], Retention = new Period(1, PeriodUnit.Days) },
            Weekly = new WeeklyRule
            {
                Time = "11:00",
                Days = DaySet.Of([DayOfWeek.Tuesday]),
                Retention = new Period(14, PeriodUnit.Days),
                Copy = new WeeklyCopy { Days = DaySet.Of([DayOfWeek.Tuesday]), Retention = new Period(21, PeriodUnit.Days) },
            },
        },
    };

    /// <summary>The same for people only: it never starts by itself.</summary>
    public static PolicyDocument ByHand(this PolicyDocument document) => document with { Enabled = false };

    /// <summary>The same for one file system only.</summary>
    public static PolicyDocument Only(this PolicyDocument document, string name) => document with
    {
        Selection = new Selection
        {
            Mode = SelectionMode.Selected,
            Include = [new SelectionRule { Tag = new TagMatch { Key = "Name", Value = name } }],
        },
    };
}
