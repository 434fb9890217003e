namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>A time that clocks show, and the rules that name it.</summary>
internal readonly record struct CivilSlot(DateTime Local, GfsFlags Flags, GfsFlags CopyFlags);

/// <summary>What a schedule says of each day of the calendar, whatever the zone.</summary>
/// <remarks>Days that no rule names cost next to nothing: a yearly rule is followed over centuries by asking every day.</remarks>
internal sealed class Timetable(Schedule schedule)
{
    private readonly (TimeOnly Time, bool IsCopied)[] _daily = [.. DailyRuns(schedule.Daily)];
    private readonly TimeOnly? _weekly = CivilTime.Parse(schedule.Weekly?.Time);
    private readonly TimeOnly? _monthly = CivilTime.Parse(schedule.Monthly?.Time);
    private readonly TimeOnly? _yearly = CivilTime.Parse(schedule.Yearly?.Time);

    /// <summary>The slots of a day in their order. A time that several rules name comes once for each of them.</summary>
    public IReadOnlyList<CivilSlot> Of(DateOnly day)
    {
        var slots = new List<CivilSlot>();
        if (schedule.Daily is { } daily && daily.Days.Contains(day.DayOfWeek))
        {
            slots.AddRange(_daily.Select(run => Slot(day, run.Time, GfsFlags.Daily, run.IsCopied)));
        }

        if (_weekly is { } weekly && schedule.Weekly!.Days?.Contains(day.DayOfWeek) == true)
        {
            slots.Add(Slot(day, weekly, GfsFlags.Weekly, schedule.Weekly.Copy?.Days?.Contains(day.DayOfWeek) == true));
        }

        if (_monthly is { } monthly && schedule.Monthly!.Months.Contains(day.Month) && schedule.Monthly.On?.Names(day) == true)
        {
            slots.Add(Slot(day, monthly, GfsFlags.Monthly, schedule.Monthly.Copy?.Months.Contains(day.Month) == true));
        }

        if (_yearly is { } yearly && schedule.Yearly!.Month == day.Month && schedule.Yearly.On?.Names(day) == true)
        {
            slots.Add(Slot(day, yearly, GfsFlags.Yearly, isCopied: false));
        }

        slots.Sort((one, other) => one.Local.CompareTo(other.Local));
        return slots;
    }

    private static CivilSlot Slot(DateOnly day, TimeOnly time, GfsFlags flag, bool isCopied) =>
        new(day.ToDateTime(time), flag, isCopied ? flag : GfsFlags.None);

    // With several runs an hour, the first of a ticked hour is copied.
    private static IEnumerable<(TimeOnly Time, bool IsCopied)> DailyRuns(DailyRule? rule) =>
        rule is null ? [] :
        from hour in rule.Hours.Distinct()
        from run in Enumerable.Range(0, rule.RunsPerHour)
        select (new TimeOnly(hour, run * 60 / rule.RunsPerHour), run == 0 && rule.Copy?.Hours.Contains(hour) == true);
}
