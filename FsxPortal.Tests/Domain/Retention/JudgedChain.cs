using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

/// <summary>A restore point in the making; one that is not the portal's own has no rules.</summary>
public sealed record PointSketch(int HoursAgo, GfsFlags Flags, RestorePointKind Kind, RestorePointState State, bool IsOwn);

/// <summary>A chain, how long its flags last, and all that is known when it is judged.</summary>
public sealed record JudgedChain(
    IReadOnlyList<PointSketch> Points, IReadOnlyDictionary<GfsFlags, Period> Periods, string Zone, Circumstances Circumstances)
{
    /// <summary>The ids of what is kept and of what goes.</summary>
    public (HashSet<Guid> Kept, HashSet<Guid> Gone) Judge(TimeSpan later = default)
    {
        var verdicts = RetentionPlanner.Plan(Chain(), Circumstances, Some.Now + later);
        return ([.. verdicts.Where(verdict => verdict.IsKept).Select(verdict => verdict.Point.Id)],
            [.. verdicts.Where(verdict => !verdict.IsKept).Select(verdict => verdict.Point.Id)]);
    }

    public Chain Chain() => Some.Chain([.. Points.Index().Select(point => Make(point.Item, point.Index))]);

    public override string ToString() =>
        $"{string.Join("; ", Points)} | {string.Join(", ", Periods)} {Zone} | newest {Circumstances.KeepNewest} frozen "
            + $"{Circumstances.Freeze}";

    private RestorePoint Make(PointSketch sketch, int index)
    {
        var point = Some.RestorePoint(
            Some.Now.AddHours(-sketch.HoursAgo).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            string.Concat(sketch.Flags.ToLetters()), sketch.IsOwn ? new RetentionRules(Periods, Zone) : null, sketch.Kind, id: index);
        point.Place(null, index, index > 0);
        switch (sketch.State)
        {
            case RestorePointState.Suspect: point.Miss(Some.Now, TimeSpan.Zero); break;
            case RestorePointState.Deleting: point.DecideDeletion("", Some.Now); break;
            case RestorePointState.DeleteFailed: point.FailDeletion(""); break;
            case RestorePointState.Deleted: point.ConfirmDeletion(Some.Now); break;
        }

        return point;
    }
}

/// <summary>Makes chains for property tests.</summary>
public static class JudgedChains
{
    private static readonly GfsFlags[] Flags = [GfsFlags.Daily, GfsFlags.Weekly, GfsFlags.Monthly, GfsFlags.Yearly];

    public static Arbitrary<JudgedChain> Any() =>
        (from points in Points.ListOf()
         from periods in Gen.Zip(Gen.Choose(1, 40), Gen.Elements(Enum.GetValues<PeriodUnit>())).ArrayOf(Flags.Length)
         from ruled in Gen.SubListOf(Flags)
         from zone in Gen.Elements("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe")
         from circumstances in AnyCircumstances
         select new JudgedChain(
             [.. points],
             Flags.Zip(periods).Where(pair => ruled.Contains(pair.First))
                 .ToDictionary(pair => pair.First, pair => new Period(pair.Second.Item1, pair.Second.Item2)),
             zone,
             circumstances)).ToArbitrary();

    private static Gen<PointSketch> Points =>
        from hours in Gen.OneOf(Gen.Choose(-100, 1000), Gen.Choose(0, 80_000))
        from flags in Gen.Choose(0, 15)
        from kind in Gen.Frequency((8, Gen.Constant(RestorePointKind.Backup)), (1, Gen.Constant(RestorePointKind.Manual)))
        from state in Gen.Frequency(
            (6, Gen.Constant(RestorePointState.Available)),
            (2, Gen.Elements(
                RestorePointState.Suspect, RestorePointState.Deleting, RestorePointState.DeleteFailed, RestorePointState.Deleted)))
        from own in Gen.Frequency((8, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new PointSketch(hours, (GfsFlags)flags, kind, state, own);

    // An edit of the policy that made the points, and the number of the last point that it means.
    private static Gen<Func<int, Promise>> Promise =>
        from sequence in Gen.Choose(-1, 30)
        from flags in Gen.Choose(1, 15)
        from cuts in Gen.Choose(0, 15)
        from days in Gen.Choose(1, 400)
        select (Func<int, Promise>)(version => new Promise(Some.Id(500 + version), Some.Chain().Key, Some.Id(3), version, sequence)
        {
            Rules = new RetentionRules(((GfsFlags)flags).Each().ToDictionary(flag => flag, _ => new Period(days, PeriodUnit.Days)), "UTC"),
            Cuts = (GfsFlags)(cuts & flags),
            MadeAt = Some.Now,
        });

    private static Gen<Circumstances> AnyCircumstances =>
        from newest in Gen.Elements(true, false)
        from frozen in Gen.Frequency(
            (5, Gen.Constant((Freeze?)null)),
            (1, Gen.Elements<Freeze?>([.. Enum.GetValues<FreezeCause>().Select(cause => new Freeze(cause, Some.Now))])))
        from promises in Promise.ListOf()
        from inUse in Gen.Choose(0, 20).ListOf()
        from pending in Gen.Choose(0, 20).ListOf()
        select new Circumstances
        {
            KeepNewest = newest,
            Freeze = frozen,
            Promises = [.. promises.Index().Select(pair => pair.Item(pair.Index + 1))],
            InUse = inUse.Select(Some.Id).ToHashSet(),
            CopyPending = pending.Select(Some.Id).ToHashSet(),
        };
}
