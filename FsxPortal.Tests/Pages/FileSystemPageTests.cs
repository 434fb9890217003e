using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Pages.FileSystems;
using FsxPortal.Pages.FileSystems.Listing;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class FileSystemPageTests : PageContext
{
    [Fact]
    public async Task The_list_is_filtered_by_its_address()
    {
        await Database.AddAsync(Rows.FileSystem("ant"), Rows.FileSystem("bee"), Rows.FileSystem("antelope", region: "eu-west-1"));
        Navigation.NavigateTo("/file-systems?q=ant&region=eu-central-1&state=Unprotected");

        var page = Render<FileSystemList>();

        Assert.Equal("ant", Assert.Single(page.FindAll("tbody tr td a")).TextContent);
    }

    [Fact]
    public async Task An_empty_filter_leads_back_to_everything()
    {
        await Database.AddAsync(Rows.FileSystem("ant"));
        Navigation.NavigateTo("/file-systems?q=zebra");

        var page = Render<FileSystemList>();

        Assert.NotNull(page.Find(".empty a[href='/file-systems']"));
    }

    [Fact]
    public async Task Typing_a_name_puts_it_into_the_address()
    {
        var page = Render<FileSystemList>();

        await page.Find("#search").ChangeAsync(new() { Value = "ant" });

        Assert.Contains("q=ant", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_AWS_again_shows_the_session_that_does_it()
    {
        var page = Render<FileSystemList>();

        page.Find(".page-actions button").Click();

        await using var db = Database.CreateDbContext();
        var session = await db.Sessions.SingleAsync(Cancel);
        Assert.Equal(SessionType.Sync, session.Type);
        Assert.EndsWith($"/sessions/{session.Id}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_that_is_missing_is_named_and_so_is_one_that_is_carried()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        policy.Change(
            policy.Document with { Schedule = new Schedule { Weekly = new WeeklyRule { Time = "06:00", Days = DaySet.Everyday } } },
            Rows.Now.AddDays(-20));
        policy.AdvanceSchedule(Rows.Now);
        var point = Rows.Point(fileSystem, Rows.Now.AddDays(-3), policy: policy);
        point.Claim(new Origin
        {
            Kind = RestorePointKind.Backup,
            FileSystemId = fileSystem.Id,
            PolicyId = policy.Id,
            Slot = point.Slot,
            Flags = GfsFlags.Daily | GfsFlags.Monthly,
            Carried = [new CarriedFlag(GfsFlags.Monthly, Rows.Now.AddDays(-4), "the backup failed: AWS said no.")],
        });
        await Database.AddAsync(policy, fileSystem, point);

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        Assert.Contains(
            "is missing since 2026-03-18 06:00: the portal did not run then. The next good backup carries it.", page.Markup,
            StringComparison.Ordinal);
        Assert.Contains("carried for 2026-03-14 12:00: the backup failed: AWS said no.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chains_copies_and_manual_backups_are_listed_apart_the_newest_first()
    {
        var (policy, fileSystem) = (Rows.Policy(copies: true), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem,
            Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy), Rows.Point(fileSystem, Rows.Now.AddDays(-1), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddDays(-1), RestorePointKind.Copy, policy),
                Rows.Point(fileSystem, Rows.Now.AddDays(-5), RestorePointKind.Manual));

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        var moments = page.FindAll("section[aria-label='Restore points in portal-vault'] tbody tr td:first-child");
        Assert.Equal(["2026-03-17 12:00", "2026-03-16 12:00"], moments.Select(cell => cell.TextContent.Trim()));
        Assert.Single(page.FindAll("section[aria-label='Copies in portal-copies'] tbody tr"));
        Assert.Single(page.FindAll("section[aria-label='Manual and other backups'] tbody tr"));
    }

    [Fact]
    public async Task A_restore_point_says_why_it_is_kept()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        await Database.AddAsync(policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy));

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        var row = page.Find("section[aria-label='Restore points in portal-vault'] tbody tr").TextContent;
        Assert.Contains("Daily until 2026-03-30", row, StringComparison.Ordinal);
        Assert.Contains("full", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_point_is_held_for_a_reason_and_released_again()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Point(fileSystem, Rows.Now.AddHours(-2)));
        var dialogs = Dialogs();
        var page = Render<FileSystemDetail>(parameters => parameters.Add(detail => detail.FileSystemId, fileSystem.Id));

        page.Find("button[aria-label^='Hold the restore point of']").Click();
        dialogs.WaitForElement("#hold-reason");
        dialogs.FindAll("button").Single(button => button.TextContent == "Hold").Click();
        dialogs.WaitForAssertion(() =>
            Assert.Equal("Say why the restore point is held.", dialogs.Find("#hold-reason-problem").TextContent));
        dialogs.Find("#hold-reason").Change("A court case.");
        dialogs.FindAll("button").Single(button => button.TextContent == "Hold").Click();

        page.WaitForAssertion(() => Shows("Held by Ada: A court case."));
        page.Find("button[aria-label^='Release the restore point of']").Click();
        page.WaitForAssertion(() => Assert.Throws<Xunit.Sdk.ContainsException>(() => Shows("Held by")));

        void Shows(string text)
        {
            Turn(TimeSpan.FromSeconds(2));
            Assert.Contains(text, page.Markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deleted_restore_point_says_why_it_went()
    {
        var fileSystem = Rows.FileSystem("ant");
        var point = Rows.Point(fileSystem, Rows.Now.AddDays(-20));
        point.DecideDeletion("Daily ended 2026-03-12", Rows.Now);
        point.ConfirmDeletion(Rows.Now);
        await Database.AddAsync(fileSystem, point);

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        Assert.Contains(
            "Deleted 2026-03-18 12:00: Daily ended 2026-03-12", page.Find("section[aria-label='Deleted lately']").TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_had_to_leave_it_is_named()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Policy("First"), Rows.Policy("Second", priority: 2));

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        Assert.Contains("Skipped by Second", page.Find("section[aria-labelledby=protection]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_from_AWS_is_text_and_never_markup()
    {
        var fileSystem = Rows.FileSystem("<img src=x onerror=alert(1)>");
        await Database.AddAsync(fileSystem);

        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));

        Assert.Empty(page.FindAll("img"));
        Assert.Contains("<img src=x onerror=alert(1)>", page.Find("h1").TextContent, StringComparison.Ordinal);
    }
}
