using Bunit;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Pages.FileSystems;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace FsxPortal.Tests.Pages;

/// <summary>What is kept past its time, and the word that ends a freeze.</summary>
public sealed class KeptPointsTests : PageContext
{
    [Fact]
    public void Nothing_that_is_kept_past_its_time_is_said_so() =>
        Assert.Contains("Nothing is kept past its time", Render<KeptPoints>().Markup, StringComparison.Ordinal);

    [Fact]
    public async Task A_point_that_is_kept_past_its_time_is_listed_with_what_keeps_it()
    {
        var (_, fileSystem) = await FreezeAsync();

        var page = Render<KeptPoints>();

        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.All(
            page.FindAll("tbody tr"), row =>
                Assert.Contains("Chain frozen: its next restore point was due", row.TextContent, StringComparison.Ordinal));
        Assert.StartsWith($"/file-systems/{fileSystem.Id}?point=", page.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_chain_says_so_and_need_not_wait_if_a_person_says_so()
    {
        var (_, fileSystem) = await FreezeAsync();
        Render<MudPopoverProvider>();
        var dialogs = Dialogs();
        var page = Render<FileSystemDetail>(p => p.Add(x => x.FileSystemId, fileSystem.Id));
        Assert.Contains("2 restore points are kept past their time", page.Markup, StringComparison.Ordinal);

        page.FindAll("button").Single(button => button.TextContent.Trim() == "Do not wait").Click();
        dialogs.WaitForAssertion(() =>
            Assert.Contains("deletes the 2 restore points whose time is over", dialogs.Markup, StringComparison.Ordinal));
        dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Do not wait").Click();

        page.WaitForAssertion(() => Assert.DoesNotContain("Retention deletes nothing here for now", page.Markup, StringComparison.Ordinal));
        await using var db = Database.CreateDbContext();
        Assert.Equal(fileSystem.Id, (await db.Thaws.SingleAsync(Cancel)).FileSystemId);
    }

    // A policy whose runs have brought nothing for weeks.
    private async Task<(Policy Policy, Core.Domain.Inventory.FileSystem FileSystem)> FreezeAsync()
    {
        var (policy, fileSystem) = (Rows.Policy("Daily"), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-90), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddDays(-80), policy: policy));
        await using var db = Database.CreateDbContext();
        await ProtectionBook.AssignAllAsync(db, Cancel);
        return (policy, fileSystem);
    }
}
