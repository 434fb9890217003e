using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Pages.FileSystems.Timelines;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.AspNetCore.Components.Web;

namespace FsxPortal.Tests.Pages;

public sealed class TimelineTests : PageContext
{
    [Fact]
    public async Task Each_mark_says_what_it_is_and_when_it_was()
    {
        var (policy, fileSystem) = (Rows.Policy(enabled: false), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddDays(-4), RestorePointKind.Manual));

        var timeline = Render(fileSystem.Id);

        Assert.Equal("listbox", timeline.Find("svg[tabindex='0']").GetAttribute("role"));
        Assert.Equal("Full backup, 2026-03-16 12:00, Daily, Available", Labels(timeline, "Backups in portal-vault, eu-central-1").Single());
        Assert.Equal("Full backup, 2026-03-14 12:03, Available", Labels(timeline, "Manual and other backups").Single());
    }

    [Fact]
    public async Task The_keyboard_reads_back_to_a_deleted_point_and_its_reason()
    {
        var fileSystem = Rows.FileSystem("ant");
        var gone = Rows.Point(fileSystem, Rows.Now.AddDays(-6));
        gone.DecideDeletion("Daily ended 2026-03-12", Rows.Now);
        gone.ConfirmDeletion(Rows.Now);
        await Database.AddAsync(fileSystem, gone, Rows.Point(fileSystem, Rows.Now.AddDays(-3)));
        var timeline = Render(fileSystem.Id);
        Assert.Single(timeline.FindAll("[role=option]"));

        timeline.Find("input[type=checkbox]").Change(true);
        Press(timeline, "ArrowLeft");
        Press(timeline, "ArrowLeft");

        var active = timeline.Find("svg[role=listbox]").GetAttribute("aria-activedescendant");
        Assert.Equal(
            "Full backup, 2026-03-12 12:00, Daily, Deleted", timeline.Find($"#{active}[aria-selected=true]").GetAttribute("aria-label"));
        timeline.WaitForAssertion(() =>
            Assert.Contains(
                "Deleted 2026-03-18 12:00: Daily ended 2026-03-12", timeline.Find(".timeline-details").TextContent,
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_a_restore_point_shows_it_chosen_even_if_it_is_gone()
    {
        var fileSystem = Rows.FileSystem("ant");
        var gone = Rows.Point(fileSystem, Rows.Now.AddDays(-200));
        gone.DecideDeletion("Daily ended 2025-09-13", Rows.Now);
        gone.ConfirmDeletion(Rows.Now);
        await Database.AddAsync(fileSystem, gone, Rows.Point(fileSystem, Rows.Now.AddDays(-1)));

        var timeline = Render<Timeline>(p => p.Add(x => x.FileSystemId, fileSystem.Id).Add(x => x.Point, gone.Id));

        Assert.Equal(
            "Full backup, 2025-08-30 12:00, Daily, Deleted", timeline.Find("[role=option][aria-selected=true]").GetAttribute("aria-label"));
        timeline.WaitForAssertion(() =>
            Assert.Contains("Daily ended 2025-09-13", timeline.Find(".timeline-details").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Moments_are_those_of_the_visitors_clock()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-2)));
        LiveIn("Asia/Kolkata");

        Assert.Equal(
            "Full backup, 2026-03-16 17:30, Daily, Available", Render(fileSystem.Id).Find("[role=option]").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Runs_that_made_no_backup_and_runs_to_come_stand_on_the_chain()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        var failed = Rows.Session(policy, Rows.Now.AddDays(-2), SessionState.Failed);
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-4), policy: policy),
            failed, Rows.Task(failed, fileSystem, TaskState.Failed, "The quota is full."),
                Rows.Session(policy, Rows.Now.AddDays(-6), SessionState.Missed));
        var timeline = Render(fileSystem.Id);

        await timeline.InvokeAsync(() => timeline.FindAll("button").Single(button => button.TextContent == "Week").Click());
        var labels = Labels(timeline, "Backups in portal-vault, eu-central-1");
        Assert.Contains("Failed run, 2026-03-16 12:00", labels);
        Assert.Contains("Planned run, 2026-03-18 18:00, Daily", labels);
        await timeline.InvokeAsync(() => timeline.FindAll("button").Single(button => button.TextContent == "Month").Click());
        Turn(TimeSpan.FromSeconds(2));
        timeline.WaitForAssertion(() =>
            Assert.Contains("Missed run, 2026-03-12 12:00", Labels(timeline, "Backups in portal-vault, eu-central-1")));

        await timeline.InvokeAsync(() => timeline.Find("[aria-label='Failed run, 2026-03-16 12:00']").Click());

        timeline.WaitForAssertion(() =>
            Assert.Contains("The quota is full.", timeline.Find(".timeline-details").TextContent, StringComparison.Ordinal));
        Assert.NotNull(timeline.Find($".timeline-details a[href='/sessions/{failed.Id}']"));
    }

    [Fact]
    public async Task A_group_opens_up()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(
            fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-1)), Rows.Point(fileSystem, Rows.Now.AddDays(-1).AddHours(4)));
        var timeline = Render(fileSystem.Id);
        Assert.Equal(
            "2 restore points, 2026-03-17 12:00 to 2026-03-17 16:00, Daily, 2D", timeline.Find("[role=option]").GetAttribute("aria-label"));

        Press(timeline, "End");
        Press(timeline, "Enter");

        Assert.Equal(2, timeline.FindAll("[role=option]").Count);
    }

    [Fact]
    public async Task A_chosen_point_says_until_when_it_is_kept_and_leads_to_its_ARN()
    {
        var (policy, fileSystem) = (Rows.Policy(enabled: false), Rows.FileSystem("ant"));
        var point = Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy);
        await Database.AddAsync(policy, fileSystem, point);
        var timeline = Render(fileSystem.Id);

        await timeline.InvokeAsync(() => timeline.Find("[role=option]").Click());

        timeline.WaitForAssertion(() =>
            Assert.Contains("Daily until 2026-03-30 12:00", timeline.Find(".timeline-details").TextContent, StringComparison.Ordinal));
        Assert.Equal(point.Arn, timeline.Find(".timeline-details code").GetAttribute("title"));
        Press(timeline, "Escape");
        Assert.Empty(timeline.FindAll(".timeline-details"));
    }

    [Fact]
    public async Task Going_back_reads_what_was_before()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-200)));
        var timeline = Render(fileSystem.Id);
        Assert.Empty(timeline.FindAll("[role=option]"));

        await timeline.InvokeAsync(() => timeline.FindAll("button").Single(button => button.TextContent == "Year").Click());
        Turn(TimeSpan.FromSeconds(2));

        timeline.WaitForAssertion(() =>
            Assert.StartsWith(
                "Full backup, 2025-08-30", timeline.Find("[role=option]").GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    private IRenderedComponent<Timeline> Render(Guid fileSystemId) =>
        Render<Timeline>(parameters => parameters.Add(timeline => timeline.FileSystemId, fileSystemId));

    private static void Press(IRenderedComponent<Timeline> timeline, string key) =>
        timeline.Find("svg[role=listbox]").KeyDown(new KeyboardEventArgs { Key = key });

    private static IEnumerable<string?> Labels(IRenderedComponent<Timeline> timeline, string track) =>
        timeline.FindAll($"g[aria-label='{track}'] [role=option]").Select(mark => mark.GetAttribute("aria-label"));
}
