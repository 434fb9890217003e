using FsCheck.Xunit;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies.Rare;

/// <summary>Random schedules in random zones, and runs that end as they like, beside a
/// plain model that remembers for each flag what is owed.</summary>
[Properties(Arbitrary = [typeof(RunWindows)])]
public sealed class CarriedFlagProperties
{
    private static readonly RunEnd[] Ends = Enum.GetValues<RunEnd>();

    private static readonly RunOrder Nothing =
        RunOrder.Of(Some.Policy(), new Occurrence(Some.Now, GfsFlags.None, GfsFlags.None), SessionTrigger.Manual);

    [Property(MaxTest = 500)]
    public void What_a_slot_did_not_bring_is_carried_by_the_next_good_run_and_by_no_other(RunWindow window, byte[] ends)
    {
        var history = new RareHistory(
            new Policy(Some.Id(3), Some.Document with { Schedule = window.Schedule, TimeZone = window.Zone.Id }, 1, window.From));
        var (backups, copies) = (new Debts(), new Debts());
        foreach (var (number, run) in window.Runs.Index())
        {
            var end = ends.Length == 0 ? RunEnd.Failed : Ends[ends[number % ends.Length] % Ends.Length];

            var task = history.Run(run, end);

            if (task is not null)
            {
                Assert.Equal(backups.Owed & ~run.Flags, task.FlagsOf(Nothing, JobKind.Backup));
                Assert.Equal(copies.Owed & ~run.CopyFlags, task.FlagsOf(Nothing, JobKind.Copy));
            }

            backups.Note(run.Flags, end, end is RunEnd.Good or RunEnd.CopyFailed);
            copies.Note(run.CopyFlags, end, end == RunEnd.Good);
            Assert.Equal(
                backups.Owed | copies.Owed, history.LacksAt(run.Slot).Aggregate(GfsFlags.None, (flags, lack) => flags | lack.Flag.Flag));
        }
    }

    [Property]
    public void Where_every_run_is_good_nothing_is_carried(RunWindow window)
    {
        var history = new RareHistory(
            new Policy(Some.Id(3), Some.Document with { Schedule = window.Schedule, TimeZone = window.Zone.Id }, 1, window.From));

        Assert.All(window.Runs, run =>
        {
            var task = history.Run(run, RunEnd.Good)!;
            Assert.Empty(task.Carried.Concat(task.CarriedCopies));
        });
    }

    /// <summary>Owed from a slot that brought nothing until the next good run, or until
    /// a slot of the same rule for which nothing is owed.</summary>
    private sealed class Debts
    {
        private const GfsFlags Rare = GfsFlags.Weekly | GfsFlags.Monthly | GfsFlags.Yearly;

        public GfsFlags Owed { get; private set; }

        public void Note(GfsFlags asked, RunEnd end, bool isGood)
        {
            if (isGood)
            {
                Owed = GfsFlags.None;
            }
            else if (end == RunEnd.Without)
            {
                Owed &= ~asked;
            }
            else
            {
                Owed |= asked & Rare;
            }
        }
    }
}
