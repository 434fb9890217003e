using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.FileSystems;
using FsxPortal.Pages.Settings;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class DialogTests : PageContext
{
    [Fact]
    public async Task A_hold_ends_with_the_visitors_day()
    {
        LiveIn("Asia/Tokyo");
        await Database.AddAsync(Rows.FileSystem("ant"));
        var (dialogs, asked) = await HoldAsync();

        dialogs.Find("#hold-reason").Change("Audit");
        dialogs.Find("#hold-until").Change("2026-04-01");
        dialogs.FindAll("button").Single(button => button.TextContent == "Hold").Click();

        // The first of April ends at three in the afternoon of Greenwich.
        Assert.Equal(new HoldDialog.Wish("Audit", Some.Instant("2026-04-01 15:00")), await asked);
    }

    [Fact]
    public async Task A_hold_without_a_reason_is_refused()
    {
        var (dialogs, _) = await HoldAsync();

        dialogs.FindAll("button").Single(button => button.TextContent == "Hold").Click();

        Assert.NotEmpty(dialogs.Find("#hold-reason-problem").TextContent);
    }

    [Fact]
    public async Task Points_are_held_from_their_table()
    {
        Render<MudPopoverProvider>();
        var (fileSystem, dialogs, snackbars) = (Rows.FileSystem("ant"), Dialogs(), Snackbars());
        var point = Rows.Point(fileSystem, Rows.Now);
        await Database.AddAsync(fileSystem, point);
        var table = Render<PointTable>(p =>
            p.Add(x => x.Title, "Points").Add(x => x.Where, "eu-central-1").Add(x => x.Points, [View(point.Id)]));
        Assert.Contains("eu-central-1, 1 restore point", table.Find("h2").TextContent, StringComparison.Ordinal);

        table.Find("button[aria-label^='Hold']").Click();
        dialogs.WaitForElement("#hold-reason").Change("Audit");
        dialogs.FindAll("button").Single(button => button.TextContent == "Hold").Click();

        snackbars.WaitForAssertion(() => Assert.Contains("The restore point is held.", snackbars.Markup, StringComparison.Ordinal));
        await using var db = Database.CreateDbContext();
        Assert.Equal("Audit", (await db.RestorePoints.SingleAsync(Cancel)).Hold!.Reason);
    }

    [Fact]
    public async Task An_account_is_changed_in_its_dialog()
    {
        Render<MudPopoverProvider>();
        var account = new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1"]);
        await Database.AddAsync(account);
        var dialogs = Dialogs();
        var asked = dialogs.InvokeAsync(() => AccountDialog.AskAsync(
            Services.GetRequiredService<IDialogService>(),
            new AccountView(account.Id, "Production", Rows.Account, null, ["eu-central-1"]) { Version = account.Version }));

        dialogs.WaitForElement("#account-name").Change("Archive");
        dialogs.FindAll("button").Single(button => button.TextContent == "Save").Click();

        Assert.True(await asked);
        await using var db = Database.CreateDbContext();
        Assert.Equal("Archive", (await db.Accounts.SingleAsync(Cancel)).Name);
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task<HoldDialog.Wish?> Asked)> HoldAsync()
    {
        Render<MudPopoverProvider>();
        var dialogs = Dialogs();
        var asked = dialogs.InvokeAsync(() => HoldDialog.AskAsync(Services.GetRequiredService<IDialogService>(), View(Rows.NewId())));
        await dialogs.WaitForElementAsync("#hold-reason");
        return (dialogs, asked);
    }

    private static RestorePointView View(Guid id) => new()
    {
        Id = id,
        Arn = "arn:aws:backup:eu-central-1:1:recovery-point:abc",
        Kind = RestorePointKind.Backup,
        State = RestorePointState.Available,
        FileSystemId = id,
        AwsFileSystemId = "fs-1",
        Vault = "near",
        VaultArn = "arn:aws:backup:eu-central-1:1:backup-vault:near",
        Region = "eu-central-1",
        CreatedAt = Rows.Now,
    };
}
