using Bunit;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Pages.Overview;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class OverviewTests : PageContext
{
    [Fact]
    public async Task The_tiles_count_file_systems_and_lead_to_them()
    {
        await Database.AddAsync(Rows.FileSystem("ant"), Rows.FileSystem("bee"));

        var page = Render<Overview>();

        var tile = page.Find("a.tile[href='/file-systems?state=Unprotected']");
        Assert.Equal("2", tile.QuerySelector(".tile-count")!.TextContent);
        Assert.Equal("0", page.Find("a.tile[href='/file-systems?state=Protected'] .tile-count").TextContent);
    }

    [Fact]
    public async Task What_needs_attention_says_why()
    {
        await Database.AddAsync(Rows.FileSystem("ant"));

        var page = Render<Overview>();

        var row = page.Find("section[aria-labelledby=attention] tbody tr");
        Assert.Contains("ant", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("No policy covers it.", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_portal_leads_to_the_first_policy()
    {
        var page = Render<Overview>();

        Assert.NotNull(page.Find("section[aria-labelledby=running] a[href='/policies/new']"));
    }

    [Fact]
    public async Task A_running_session_moves_without_a_reload()
    {
        var fileSystem = Rows.FileSystem("ant");
        var policy = Rows.Policy();
        var session = Rows.Session(policy, Rows.Now);
        var task = Rows.Task(session, fileSystem);
        await Database.AddAsync(policy, fileSystem, session, task);
        var page = Render<Overview>();
        Assert.Equal("0", Bar(page));

        await ChangeAsync(async db => (await db.Tasks.SingleAsync(Cancel)).Advance(50, null));
        Publish(ProgressTopic.Sessions);

        page.WaitForAssertion(() => Assert.Equal("47", Bar(page)));
    }

    [Fact]
    public async Task An_ended_session_is_listed_as_recent()
    {
        var policy = Rows.Policy();
        var session = Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Failed);
        await Database.AddAsync(policy, session);

        var page = Render<Overview>();

        var recent = page.Find("section[aria-labelledby=recent] li");
        Assert.Contains("Failed", recent.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/sessions/{session.Id}", recent.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_database_that_fails_is_said_and_the_page_comes_back_by_itself()
    {
        var page = Render<Overview>();
        await ChangeAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE protection RENAME TO elsewhere", Cancel));

        Publish(ProgressTopic.FileSystems);
        page.WaitForAssertion(() => Assert.Contains("The database is busy", page.Markup, StringComparison.Ordinal));
        Assert.NotNull(page.Find("a.tile"));

        await ChangeAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO protection", Cancel));
        Turn(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.DoesNotContain("The database is busy", page.Markup, StringComparison.Ordinal));
    }

    private static string? Bar(IRenderedComponent<Overview> page) => page.Find("[role=progressbar]").GetAttribute("aria-valuenow");
}
