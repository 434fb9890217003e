using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.Sessions;
using FsxPortal.Pages.Settings;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;
using Microsoft.AspNetCore.Components;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class SessionPartTests : PartContext
{
    [Fact]
    public void A_task_says_what_it_waits_for_and_which_attempts_failed()
    {
        var row = Render<TaskRow>(p => p.Add(x => x.Task, Task() with
        {
            State = TaskState.Pending,
            Step = TaskStep.Waiting,
            Reason = "Another backup of it runs.",
            Attempts = [new AttemptView(1, "job", TaskState.Failed, "Throttled."), new AttemptView(2, "job", TaskState.Failed, "Again.")],
        }));

        Assert.Contains("waiting", row.FindAll("td")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Another backup of it runs.", "Attempt 1: Throttled.", "Attempt 2: Again."], row.FindAll("td")[0].QuerySelectorAll("div")
                .Select(line => line.TextContent));
    }

    [Fact]
    public void A_task_that_has_not_moved_is_not_drawn_again()
    {
        var row = Render<TaskRow>(p => p.Add(x => x.Task, Task()));
        var drawn = row.RenderCount;

        row.Render(p => p.Add(x => x.Task, Task()));

        Assert.Equal(drawn, row.RenderCount);
    }

    [Fact]
    public void A_task_leads_to_what_it_made()
    {
        var (point, copy, task) = (Rows.NewId(), Rows.NewId(), Task());
        var row = Render<TaskRow>(p => p.Add(x => x.Task, task with
        {
            RestorePointId = point,
            Copies = [new CopyView("job", "eu-west-1", "far", "arn:copy", copy, TaskState.Succeeded, null),
                new CopyView(null, "us-east-1", "far", null, null, TaskState.Failed, "No such vault.")],
        }));

        Assert.Equal(
            $"/file-systems/{task.FileSystemId}?point={point}", row.Find("a[aria-label='The restore point of ant']").GetAttribute("href"));
        Assert.Equal(
            $"/file-systems/{task.FileSystemId}?point={copy}", row.Find("a[aria-label='The copy of ant in eu-west-1']")
                .GetAttribute("href"));
        Assert.Contains("No such vault.", row.FindAll(".copy")[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskStep.BackingUp, 50, 30, 100.0)]
    [InlineData(TaskStep.BackingUp, 0, 30, null)]
    [InlineData(TaskStep.Copying, 100, 30, null)]
    [InlineData(TaskStep.BackingUp, 50, 0, null)]
    public void Speed_is_told_while_a_backup_is_made(TaskStep step, int percent, int minutes, double? bytesAnHour) => Assert.Equal(
        bytesAnHour,
        (Task() with { Step = step, ExpectedBytes = 100, AttemptAt = Rows.Now, Backup = new BackupJobView("job", null, percent) })
            .SpeedAt(Rows.Now.AddMinutes(minutes)));

    [Fact]
    public void The_facts_of_an_open_session_tell_how_far_it_is()
    {
        var facts = Render<SessionFacts>(p =>
            p.Add(x => x.Session, Session(SessionState.Running) with { Percent = 40 }));

        Assert.Equal("40", facts.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("still open", facts.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_counts_what_failed_for_the_same_reason()
    {
        var summary = Render<SessionSummary>(p => p.Add(x => x.Session, Session(SessionState.Failed))
            .Add(x =>
                x.Result,
                    new SessionResult(
                        3L << 30, 2, new SlowestTask(Rows.NewId(), "bee", Rows.Now, Rows.Now.AddHours(2)),
                        [new FailureView("The key is disabled.", 3)])));

        Assert.Contains("3 file systems", summary.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("bee", summary.Find("dd a").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 GiB", summary.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_the_log_names_its_level_for_who_does_not_see_its_icon()
    {
        var row = Render<LogRow>(p => p.Add(x => x.Line, new LogView(1, null, Rows.Now, LogLevel.Warning, "It is late.")));

        Assert.Equal("log-warn", row.Find("li").ClassName);
        Assert.Equal("Warning:", row.Find(".visually-hidden").TextContent);
        Assert.NotEmpty(row.Find("svg path").GetAttribute("d")!);
    }

    [Fact]
    public void The_log_asks_for_what_is_chosen_and_says_when_nothing_is_like_that()
    {
        var asked = new List<(string, object?)>();
        var panel = Render<LogPanel>(p => p.Add(x => x.Level, "Error").Add(x => x.Lines, []).Add(x => x.OnMore, () => { })
            .Add(x => x.OnFilter, ((string Name, ChangeEventArgs Change) filter) => asked.Add((filter.Name, filter.Change.Value))));

        panel.Find("#log-level").Change("Warning");
        panel.Find("#log-text").Change("late");

        Assert.Equal([("level", "Warning"), ("text", "late")], asked);
        Assert.Contains("No line is like that.", panel.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_show_the_worst_first_and_fold_what_is_in_order()
    {
        var list = Render<FindingList>(p => p.Add(x => x.Findings,
        [
            new Finding("vault a", FindingState.Ok, "It is there."), new Finding("vault b", FindingState.Warning, "It is locked.", "Wait."),
            new Finding("role", FindingState.Failed, "It is missing.", "Create it."),
        ]));

        Assert.Equal(["role", "vault b", "vault a"], list.FindAll("strong").Select(subject => subject.TextContent));
        Assert.Contains("vault a", list.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Equal("Create it.", list.Find("li .muted").TextContent);
    }

    private static readonly Guid _task = Rows.NewId();

    private static TaskView Task() =>
        new()
        {
            Id = _task,
            SessionId = _task,
            FileSystemId = _task,
            FileSystemName = "ant",
            State = TaskState.Running,
            Step = TaskStep.BackingUp,
            StartedAt = Rows.Now
        };

    private static SessionView Session(SessionState state) => new()
    {
        Id = Rows.NewId(),
        Type = SessionType.Policy,
        Title = "Nightly",
        Slot = Rows.Now,
        Trigger = SessionTrigger.Manual,
        State = state,
        Actor = "ann",
        Counts = new TaskCounts(3, 1, 0, 0, 2, 0, 0),
    };
}
