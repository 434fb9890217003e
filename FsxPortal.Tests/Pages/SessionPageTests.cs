using Bunit;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Pages.Sessions;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class SessionPageTests : PageContext
{
    [Fact]
    public async Task Only_the_row_that_moved_is_rendered_again()
    {
        var session = await RunningAsync("ant", "bee", "cat");
        var page = Show(session);
        Assert.Equal(3, page.FindComponents<TaskRow>().Count);
        var renders = Renders(page);

        await ChangeAsync(async db => (await TaskOf(db, "bee")).Advance(50, null));
        Publish(ProgressTopic.Session(session.Id));

        page.WaitForAssertion(() => Assert.Equal("47", page.Find("[aria-label='Progress of bee']").GetAttribute("aria-valuenow")));
        Assert.Equal([true, false, true], Renders(page).Zip(renders, (now, before) => now == before));
    }

    [Fact]
    public async Task A_failed_file_system_says_why()
    {
        var session = await RunningAsync("ant");
        await ChangeAsync(async db => (await TaskOf(db, "ant")).End(TaskState.Failed, "The vault is locked.", Rows.Now));

        var page = Show(session);

        Assert.Contains("The vault is locked.", page.Find("section[aria-labelledby=tasks] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_backup_says_how_large_it_will_be_and_how_fast_it_goes()
    {
        var session = await RunningAsync("ant");
        await ChangeAsync(async db =>
        {
            var task = await TaskOf(db, "ant");
            task.Follow("job-1");
            task.Advance(25, null);
            db.Add(Rows.Point(await db.FileSystems.SingleAsync(Cancel), session.Slot.AddDays(-1)));
        });
        Turn(session.Slot.AddMinutes(30) - Rows.Now);

        var row = Show(session).Find("section[aria-labelledby=tasks] tbody tr").TextContent;

        // A GiB last time, and a quarter of it in half an hour.
        Assert.Contains("about 1 GiB", row, StringComparison.Ordinal);
        Assert.Contains("0.5 GiB/h", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_backup_leads_to_its_restore_point()
    {
        var session = await RunningAsync("ant");
        var point = Rows.NewId();
        await ChangeAsync(async db => (await TaskOf(db, "ant")).Record(point, 1 << 30));

        var link = Show(session).Find("section[aria-labelledby=tasks] tbody a[aria-label='The restore point of ant']");

        Assert.EndsWith($"?point={point}", link.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_shows_the_newest_line_first()
    {
        var session = await RunningAsync("ant");
        await Database.AddAsync(
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Information, "first"),
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Error, "second"));

        var lines = Show(session).FindAll(".log li");

        Assert.Contains("Error:", lines[0].TextContent, StringComparison.Ordinal);
        Assert.EndsWith("second", lines[0].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_can_be_narrowed_to_what_went_wrong_and_the_address_says_so()
    {
        var session = await RunningAsync("ant");
        await Database.AddAsync(
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Information, "ant: started"),
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Warning, "ant: late"),
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Error, "bee: broken"));
        var page = Show(session);

        await page.Find("#log-level").ChangeAsync(new() { Value = "Warning" });
        Assert.EndsWith("?level=Warning", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".log li").Count));

        await page.Find("#log-text").ChangeAsync(new() { Value = "BEE" });
        page.WaitForAssertion(() =>
            Assert.EndsWith("bee: broken", page.Find(".log li:only-child").TextContent.Trim(), StringComparison.Ordinal));

        await page.Find("#log-text").ChangeAsync(new() { Value = "zebra" });
        page.WaitForAssertion(() => Assert.Contains("No line is like that.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_session_on_the_same_page_is_summed_up_anew()
    {
        var first = await EndedAsync("ant", "The role is gone.");
        var second = await EndedAsync("bee", "The vault is full.");
        var page = Show(first);
        Assert.Contains("The role is gone.", page.Find("section[aria-labelledby=summary]").TextContent, StringComparison.Ordinal);

        page.Render(p => p.Add(x => x.SessionId, second.Id));

        page.WaitForAssertion(() =>
            Assert.Contains("The vault is full.", page.Find("section[aria-labelledby=summary]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("The role is gone.", page.Find("section[aria-labelledby=summary]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_session_is_summed_up_with_what_failed()
    {
        var session = await RunningAsync("ant", "bee", "cat");
        await ChangeAsync(async db =>
        {
            (await TaskOf(db, "ant")).End(TaskState.Failed, "The role is gone.", Rows.Now);
            (await TaskOf(db, "bee")).End(TaskState.Failed, "The role is gone.", Rows.Now.AddHours(3));
            (await TaskOf(db, "cat")).End(TaskState.Succeeded, null, Rows.Now.AddHours(1));
            (await db.Sessions.SingleAsync(Cancel)).End(SessionState.Failed, null, Rows.Now.AddHours(3));
        });

        var summary = Show(session).Find("section[aria-labelledby=summary]");

        Assert.Contains("2 file systems", summary.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The role is gone.", summary.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("bee", summary.QuerySelector("dd a")!.TextContent);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(25, "about 90 min left")]
    [InlineData(99, "less than a minute left")]
    [InlineData(100, null)]
    public void What_is_left_is_told_from_what_is_done(int percent, string? text)
    {
        var remaining = Render<RemainingText>(p => p.Add(x => x.From, Rows.Now.AddMinutes(-30)).Add(x => x.Percent, percent));

        Assert.Equal(text ?? "", remaining.Markup.Length == 0 ? "" : remaining.Find("span").TextContent);
    }

    [Fact]
    public async Task Sessions_are_filtered_by_the_address()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now.AddDays(-1), SessionState.Succeeded),
            Rows.Session(policy, Rows.Now.AddDays(-3), SessionState.Failed), Rows.Session(null, Rows.Now, SessionState.Succeeded));
        Navigation.NavigateTo("/sessions?from=2026-03-15&to=2026-03-15&type=Policy");

        var page = Render<SessionList>();
        Assert.Contains("Failed", page.Find("tbody tr:only-child").TextContent, StringComparison.Ordinal);

        await page.Find("#to").ChangeAsync(new() { Value = "" });
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        await page.Find("#trigger").ChangeAsync(new() { Value = "Manual" });
        page.WaitForAssertion(() => Assert.Contains("No session is like that.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_tells_the_truth_before_it_stops()
    {
        var session = await RunningAsync("ant");
        var dialogs = Dialogs();
        var page = Show(session);

        page.Find(".page-actions button").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("AWS cannot cancel running FSx jobs", dialogs.Markup, StringComparison.Ordinal));
        Assert.Null((await StoredAsync(session)).StopRequestedAt);
        dialogs.FindAll("button").Single(button => button.TextContent == "Stop").Click();

        page.WaitForAssertion(() => Assert.Contains("Stopped by Ada.", page.Markup, StringComparison.Ordinal));
        Assert.NotNull((await StoredAsync(session)).StopRequestedAt);
        Assert.Empty(page.FindAll(".page-actions button"));
    }

    [Fact]
    public async Task Canceling_the_dialog_stops_nothing()
    {
        var session = await RunningAsync("ant");
        var dialogs = Dialogs();
        Show(session).Find(".page-actions button").Click();

        dialogs.WaitForElement(".mud-dialog");
        dialogs.FindAll("button").Single(button => button.TextContent == "Cancel").Click();

        Assert.Null((await StoredAsync(session)).StopRequestedAt);
    }

    [Fact]
    public void An_unknown_session_is_said()
    {
        var page = Render<SessionDetail>(p => p.Add(x => x.SessionId, Guid.Empty));

        Assert.Contains("There is no such session.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_by_its_address()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now.AddHours(-2), SessionState.Succeeded),
            Rows.Session(policy, Rows.Now.AddHours(-1), SessionState.Failed));
        Navigation.NavigateTo("/sessions?state=Failed");

        var page = Render<SessionList>();

        Assert.Contains("Failed", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_state_changes_the_address()
    {
        var page = Render<SessionList>();

        await page.Find("#state").ChangeAsync(new() { Value = "Failed" });

        Assert.EndsWith(
            "/sessions?state=Failed", Navigation.Uri.Replace("http://localhost/?", "http://localhost/sessions?", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_sessions_are_loaded_when_asked_for()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            [policy, .. Enumerable.Range(1, 60).Select(hour => Rows.Session(policy, Rows.Now.AddHours(-hour), SessionState.Succeeded))]);
        var page = Render<SessionList>();
        Assert.Equal(50, page.FindAll("tbody tr").Count);

        page.Find(".load-more button").Click();

        page.WaitForAssertion(() => Assert.Equal(60, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll(".load-more"));
    }

    private static int[] Renders(IRenderedComponent<SessionDetail> page) =>
        [.. page.FindComponents<TaskRow>().Select(row => row.RenderCount)];

    private static async Task<WorkItem> TaskOf(Core.Persistence.PortalDb db, string name)
    {
        var fileSystem = await db.FileSystems.SingleAsync(known => known.Name == name, Cancel);
        return await db.Tasks.SingleAsync(task => task.FileSystemId == fileSystem.Id, Cancel);
    }

    private IRenderedComponent<SessionDetail> Show(Session session) => Render<SessionDetail>(p => p.Add(x => x.SessionId, session.Id));

    private async Task<Session> StoredAsync(Session session)
    {
        await using var db = Database.CreateDbContext();
        return await db.Sessions.SingleAsync(stored => stored.Id == session.Id, Cancel);
    }

    private async Task<Session> RunningAsync(params string[] names)
    {
        var policy = Rows.Policy();
        var session = Rows.Session(policy, Rows.Now);
        await Database.AddAsync(policy, session);
        foreach (var name in names)
        {
            var fileSystem = Rows.FileSystem(name);
            await Database.AddAsync(fileSystem, Rows.Task(session, fileSystem));
        }

        return session;
    }

    private async Task<Session> EndedAsync(string name, string reason)
    {
        var (policy, fileSystem) = (Rows.Policy(name), Rows.FileSystem(name));
        var session = Rows.Session(policy, Rows.Now, SessionState.Failed);
        await Database.AddAsync(policy, fileSystem, session, Rows.Task(session, fileSystem, TaskState.Failed, reason));
        return session;
    }
}
