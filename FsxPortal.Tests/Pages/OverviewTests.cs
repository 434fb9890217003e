using Bunit;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.Overview;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task An_account_that_AWS_refuses_needs_attention_and_leads_to_its_settings()
    {
        var good = Account("Good", "444455556666", AccountStanding.Good);
        var refused = Account("Main", Rows.Account, new AccountStanding(CredentialState.Refused, "Give it a role."));
        var unconfirmed = Account(
            "Third", "777788889999", new AccountStanding(CredentialState.Unconfirmed, "The next synchronisation asks again."));
        await Database.AddAsync(good, refused, unconfirmed);

        var lines = Render<Overview>().FindAll("section[aria-labelledby=attention] li");

        Assert.Equal(
            [
                ($"/settings/accounts#account-{refused.Id}", "chip chip-bad"),
                ($"/settings/accounts#account-{unconfirmed.Id}", "chip chip-warn"),
            ],
            lines.Select(line => (line.QuerySelector("a")!.GetAttribute("href")!, line.QuerySelector(".chip")!.ClassName!)));
        Assert.Contains("Give it a role.", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("The next synchronisation asks again.", lines[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void While_only_an_account_needs_attention_nothing_is_said_to_need_none()
    {
        var refused = new AccountTroubleView(Rows.NewId(), "Main", Rows.Account, CredentialState.Refused, "Give it a role.");

        Assert.Single(Attention(new OverviewView()).FindAll(".empty"));
        Assert.Empty(Attention(new OverviewView { Accounts = [refused] }).FindAll(".empty"));
    }

    [Fact]
    public void A_clock_that_is_not_believed_is_told_with_what_waits_for_it()
    {
        Services.GetRequiredService<ClockWatch>().Note(OtherClock.Aws, TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(3));

        var notice = Render<Overview>().Find(".portal-notice[role=alert]");

        Assert.Contains(
            "The clock of this machine is 3 days ahead of that of AWS. Set it right.", notice.TextContent, StringComparison.Ordinal);
        Assert.Contains("Until then nothing is planned by the schedules", notice.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_agrees_is_not_worth_a_notice() =>
        Assert.Empty(Render<TroubleNotices>(part => part.Add(notices => notices.View, new OverviewView())).FindAll(".portal-notice"));

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

    [Fact]
    public async Task A_new_portal_shows_the_way_to_the_first_backup()
    {
        var page = Render<Overview>();
        Assert.Equal(
            ["/settings/accounts", "/policies/new", "/policies"], page.FindAll(".first-steps a").Select(link => link.GetAttribute("href")));

        var policy = Rows.Policy();
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Succeeded),
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]));
        Turn(TimeSpan.FromSeconds(20));
        Publish(ProgressTopic.Policies);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".first-steps")));
    }

    [Fact]
    public async Task Runs_are_drawn_and_told()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Failed),
            Rows.Session(policy, Rows.Now.AddHours(-5), SessionState.Succeeded));

        var page = Render<Overview>();

        var day = page.Find(".run-chart");
        Assert.Contains("2 runs, 1 failed, 0 missed or skipped", day.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2026-03-18 06:00", "2026-03-18 07:00"], day.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(2, day.QuerySelectorAll("rect[class^=tone]").Length);
    }

    [Fact]
    public async Task A_fleet_that_is_nearly_protected_is_not_shown_as_protected()
    {
        var policy = Rows.Policy();
        var fileSystems = Enumerable.Range(0, 200).Select(number => Rows.FileSystem($"fs {number}")).ToList();
        await Database.AddAsync(
            [policy, .. fileSystems, .. fileSystems.Skip(1)
                .Select(fileSystem => Rows.Point(fileSystem, Rows.Now.Date.AddHours(6), policy: policy))]);

        var page = Render<Overview>();

        Assert.Contains("99 % protected: 199 of the 200 file systems", page.Find(".fleet-bar").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<AttentionPanel> Attention(OverviewView view) =>
        Render<AttentionPanel>(part => part.Add(panel => panel.View, view));

    private static AwsAccount Account(string name, string number, AccountStanding standing)
    {
        var account = new AwsAccount(Rows.NewId(), name, number, null, ["eu-central-1"]);
        account.Note(standing);
        return account;
    }

    private static string? Bar(IRenderedComponent<Overview> page) => page.Find("[role=progressbar]").GetAttribute("aria-valuenow");
}
