using System.Diagnostics;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Benchmarks;

/// <summary>How quickly the rules are followed: restore points judged (reasons are not put into words), and slots named.</summary>
internal static class Rulebook
{
    private const int Chains = 10_000;
    private const int Points = 365;
    private const int Policies = 1000;
    private const int Slots = 10;
    private const int Rounds = 5;

    private static readonly RetentionRules Rules = new(
        new Dictionary<GfsFlags, Period> { [GfsFlags.Daily] = new(14, PeriodUnit.Days), [GfsFlags.Weekly] = new(2, PeriodUnit.Months),
            [GfsFlags.Monthly] = new(12, PeriodUnit.Months) },
        "Europe/Berlin");

    private static readonly Schedule Schedule = new()
    {
        Daily = new DailyRule { Hours = [6, 18], Retention = new Period(14, PeriodUnit.Days) },
        Weekly = new WeeklyRule { Time = "06:00", Days = DaySet.Of([DayOfWeek.Monday]), Retention = new Period(2, PeriodUnit.Months) },
        Yearly = new YearlyRule { Time = "06:00", On = new MonthDay { DayOfMonth = 1 }, Month = 1,
            Retention = new Period(7, PeriodUnit.Years) },
    };

    /// <summary>Judges one chain of a year, which the processor has in its cache, as often as a
    /// fleet has chains. The floor compares two numbers for each point.</summary>
    public static Task<IReadOnlyList<Figure>> JudgeAsync(string name)
    {
        var chain = new Chain(SampleFleet.IdOf(0), RestorePointKind.Backup, "vault", [.. Enumerable.Range(0, Points).Select(PointOf)]);
        long[] ends = [.. chain.Points.Select(point => point.Moment.AddDays(14).UtcTicks)];
        var measured = Median(() =>
        {
            var kept = 0;
            for (var i = 0; i < Chains; i++)
            {
                kept += RetentionPlanner.Plan(chain, new Circumstances(), SampleFleet.End).Count(verdict => verdict.IsKept);
            }

            return (kept, Chains * Points);
        });
        var floor = Median(() =>
        {
            var kept = 0;
            for (var i = 0; i < Chains; i++)
            {
                foreach (var end in ends)
                {
                    kept += SampleFleet.End.UtcTicks < end ? 1 : 0;
                }
            }

            return (kept, Chains * Points);
        });
        return Task.FromResult<IReadOnlyList<Figure>>([new Figure(name, "points/s", measured, floor, double.NaN) { IsMoreBetter = true }]);
    }

    /// <summary>Names the next slots of many policies. The floor converts as many instants between zones.</summary>
    public static Task<IReadOnlyList<Figure>> NameAsync(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var measured = Median(() =>
            (Enumerable.Range(0, Policies)
                .Sum(n => Occurrences.After(Schedule, zone, SampleFleet.End.AddMinutes(n)).Take(Slots).Count()), Policies * Slots));
        var floor = Median(() =>
            (Enumerable.Range(0, Policies * Slots)
                .Sum(n => TimeZoneInfo.ConvertTime(SampleFleet.End.AddHours(n), zone).Hour), Policies * Slots));
        return Task.FromResult<IReadOnlyList<Figure>>([new Figure(name, "slots/s", measured, floor, double.NaN) { IsMoreBetter = true }]);
    }

    private static RestorePoint PointOf(int age)
    {
        var slot = SampleFleet.End.AddDays(-age);
        return new RestorePoint(Guid.CreateVersion7(), new RecoveryPointFacts
        {
            Arn = $"arn:aws:fsx:eu-central-1:111122223333:backup/backup-{age:x17}",
            ResourceArn = "arn:aws:fsx:eu-central-1:111122223333:file-system/fs-0",
            VaultArn = "arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-vault",
            CreatedAt = slot,
            Status = "COMPLETED",
        }, new Origin
        {
            Kind = RestorePointKind.Backup,
            FileSystemId = SampleFleet.IdOf(0),
            Slot = slot,
            Flags = GfsFlags.Daily | (age % 7 == 0 ? GfsFlags.Weekly : GfsFlags.None) | (age % 30 == 0 ? GfsFlags.Monthly : GfsFlags.None),
            Rules = Rules,
        });
    }

    // The result is counted so that nothing is left out as useless.
    private static double Median(Func<(int Counted, int Done)> work)
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var (counted, done) = work();
            rates.Add(counted >= 0 ? done / watch.Elapsed.TotalSeconds : throw new InvalidOperationException("Nothing was counted."));
        }

        return rates.Order().ElementAt(Rounds / 2);
    }
}
