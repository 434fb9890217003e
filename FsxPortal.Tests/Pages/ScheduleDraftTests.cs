using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Pages.Policies;

namespace FsxPortal.Tests.Pages;

public sealed class ScheduleDraftTests
{
    [Fact]
    public void Ticking_a_copy_ticks_its_backup()
    {
        var draft = new ScheduleDraft(new DailyRule { Hours = [6] });

        draft.ToggleCopy(18);

        Assert.Equal([6, 18], draft.Hours);
        Assert.Equal([18], draft.CopyHours);
    }

    [Fact]
    public void Unticking_a_backup_unticks_its_copy()
    {
        var draft = new ScheduleDraft(new DailyRule { Hours = [6, 18], Copy = new DailyCopy { Hours = [18] } });

        draft.ToggleBackup(18);

        Assert.Equal([6], draft.ToRule()!.Hours);
        Assert.Null(draft.ToRule()!.Copy);
    }

    [Fact]
    public void Monday_to_Friday_is_saved_by_its_name()
    {
        var draft = new ScheduleDraft(new DailyRule { Hours = [6] });

        draft.Days.Remove(DayOfWeek.Saturday);
        draft.Days.Remove(DayOfWeek.Sunday);

        Assert.Equal("Weekdays", draft.ToRule()!.Days.Name);
    }

    [Fact]
    public void Without_a_schedule_the_policy_runs_by_hand_only() => Assert.Null(new ScheduleDraft(null).ToRule());
}
