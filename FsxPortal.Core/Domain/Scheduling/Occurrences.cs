namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>One moment a schedule names.</summary>
/// <param name="Slot">The scheduled instant, in UTC.</param>
/// <param name="Flags">The rules that name it.</param>
/// <param name="CopyFlags">Those of them whose backups are also copied.</param>
public sealed record Occurrence(DateTimeOffset Slot, GfsFlags Flags, GfsFlags CopyFlags);

/// <summary>Names the moments at which a schedule runs.</summary>
public static class Occurrences
{
    // Whatever a rule names comes at least every year, except for days that a zone skipped; 29 February comes within eight.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays((8 * 366) + 31);

    /// <summary>The occurrences after <paramref name="after"/> up to and including <paramref name="until"/>, in order.</summary>
    /// <remarks>
    /// Each civil slot occurs once: a skipped hour at the first valid instant, a repeated hour the first time. Civil slots that meet at
    /// one instant, because several rules name it or because clocks jump, are one run that serves them all.
    /// </remarks>
    public static IEnumerable<Occurrence> Between(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        Occurrence? run = null;
        foreach (var (local, flags, copyFlags) in CivilSlots(schedule, zone, after, until))
        {
            var slot = CivilTime.ToInstant(local, zone);
            if (slot == run?.Slot)
            {
                run = run with { Flags = run.Flags | flags, CopyFlags = run.CopyFlags | copyFlags };
                continue;
            }

            if (run?.Slot > after && run.Slot <= until)
            {
                yield return run;
            }

            run = new Occurrence(slot, flags, copyFlags);
        }

        if (run?.Slot > after && run.Slot <= until)
        {
            yield return run;
        }
    }

    /// <summary>The occurrences after <paramref name="after"/> for the next eight years.</summary>
    public static IEnumerable<Occurrence> After(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after) =>
        Between(schedule, zone, after, after + Horizon);

    /// <summary>The first occurrence after <paramref name="after"/>; none if the schedule names no more.</summary>
    public static Occurrence? Next(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after) =>
        After(schedule, zone, after).FirstOrDefault();

    private static IEnumerable<CivilSlot> CivilSlots(Schedule schedule, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        if (schedule.Flags == GfsFlags.None)
        {
            yield break;
        }

        var timetable = new Timetable(schedule);
        // Clocks that go back over midnight show a slot of the next day before the end of this one.
        var lastDay = LocalDay(until, zone).AddDays(1);
        for (var day = LocalDay(after, zone).AddDays(-1); day <= lastDay; day = day.AddDays(1))
        {
            foreach (var slot in timetable.Of(day))
            {
                yield return slot;
            }
        }
    }

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
