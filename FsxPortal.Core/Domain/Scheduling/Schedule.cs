using System.Text.Json.Serialization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>When a policy runs. Each rule may be left out; without any, the policy runs by hand only.</summary>
public sealed record Schedule
{
    public DailyRule? Daily { get; init; }

    public WeeklyRule? Weekly { get; init; }

    public MonthlyRule? Monthly { get; init; }

    public YearlyRule? Yearly { get; init; }

    /// <summary>The flags of the rules that are set.</summary>
    [JsonIgnore]
    public GfsFlags Flags =>
        (Daily is null ? GfsFlags.None : GfsFlags.Daily) | (Weekly is null ? GfsFlags.None : GfsFlags.Weekly)
        | (Monthly is null ? GfsFlags.None : GfsFlags.Monthly) | (Yearly is null ? GfsFlags.None : GfsFlags.Yearly);

    /// <summary>Whether any of its runs are copied.</summary>
    [JsonIgnore]
    public bool MakesCopies => Daily?.Copy is not null || Weekly?.Copy is not null || Monthly?.Copy is not null;

    /// <summary>One of the rules, without the others.</summary>
    public Schedule Only(GfsFlags rule) => new()
    {
        Daily = rule == GfsFlags.Daily ? Daily : null,
        Weekly = rule == GfsFlags.Weekly ? Weekly : null,
        Monthly = rule == GfsFlags.Monthly ? Monthly : null,
        Yearly = rule == GfsFlags.Yearly ? Yearly : null,
    };

    /// <summary>When its rules run, whatever they keep and copy.</summary>
    public Schedule Times() => new()
    {
        Daily = Daily is null ? null : Daily with { Retention = null, Copy = null },
        Weekly = Weekly is null ? null : Weekly with { Retention = null, Copy = null },
        Monthly = Monthly is null ? null : Monthly with { Retention = null, Copy = null },
        Yearly = Yearly is null ? null : Yearly with { Retention = null },
    };

    /// <summary>How long each rule keeps its backups.</summary>
    public IReadOnlyDictionary<GfsFlags, Period> BackupPeriods() => Periods(
        (GfsFlags.Daily, Daily?.Retention), (GfsFlags.Weekly, Weekly?.Retention),
        (GfsFlags.Monthly, Monthly?.Retention), (GfsFlags.Yearly, Yearly?.Retention));

    /// <summary>How long each rule keeps its copies; the yearly rule makes none.</summary>
    public IReadOnlyDictionary<GfsFlags, Period> CopyPeriods() => Periods(
        (GfsFlags.Daily, Daily?.Copy?.Retention), (GfsFlags.Weekly, Weekly?.Copy?.Retention),
        (GfsFlags.Monthly, Monthly?.Copy?.Retention));

    private static Dictionary<GfsFlags, Period> Periods(params (GfsFlags Flag, Period? Period)[] rules) =>
        rules.Where(rule => rule.Period is not null).ToDictionary(rule => rule.Flag, rule => rule.Period!);
}

/// <summary>Runs at chosen hours of chosen days.</summary>
public sealed record DailyRule
{
    public DaySet Days { get; init; } = DaySet.Everyday;

    /// <summary>Hours of the day, 0 to 23, in the policy's time zone.</summary>
    public IReadOnlyList<int> Hours { get; init; } = [];

    /// <summary>How many runs an hour has, evenly spread.</summary>
    public int RunsPerHour { get; init; } = 1;

    public Period? Retention { get; init; }

    public DailyCopy? Copy { get; init; }
}

/// <summary>Which of the daily runs are copied, and for how long.</summary>
public sealed record DailyCopy
{
    public IReadOnlyList<int> Hours { get; init; } = [];

    public Period? Retention { get; init; }
}

/// <summary>Runs once on chosen days of the week.</summary>
public sealed record WeeklyRule
{
    /// <summary>Wall-clock time, <c>HH:mm</c>.</summary>
    public string? Time { get; init; }

    public DaySet? Days { get; init; }

    public Period? Retention { get; init; }

    public WeeklyCopy? Copy { get; init; }
}

/// <summary>Which of the weekly runs are copied.</summary>
public sealed record WeeklyCopy
{
    public DaySet? Days { get; init; }

    public Period? Retention { get; init; }
}

/// <summary>Runs once in chosen months.</summary>
public sealed record MonthlyRule
{
    public string? Time { get; init; }

    public MonthDay? On { get; init; }

    public IReadOnlyList<int> Months { get; init; } = [];

    public Period? Retention { get; init; }

    public MonthlyCopy? Copy { get; init; }
}

/// <summary>Which of the monthly runs are copied.</summary>
public sealed record MonthlyCopy
{
    public IReadOnlyList<int> Months { get; init; } = [];

    public Period? Retention { get; init; }
}

/// <summary>Runs once a year. Yearly backups are never copied.</summary>
public sealed record YearlyRule
{
    public string? Time { get; init; }

    public MonthDay? On { get; init; }

    public int? Month { get; init; }

    public Period? Retention { get; init; }
}
