using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FsxPortal.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed partial class WalkTests(DemoBrowser browser)
{
    private const float SessionTime = 120_000;

    [Fact]
    public async Task A_policy_is_created_started_and_watched_to_its_end()
    {
        await using var watched = await browser.OpenAsync("/policies/new");
        await watched.LiveAsync();
        var page = watched.Page;

        await FillAsync(page, "Walk through the lab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        using (browser.Slowly())
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Start Walk through the lab" }).ClickAsync();
            await watched.ArriveAtSessionAsync();
            var progress = page.Locator("main [role=progressbar]").First;
            await Expect(progress).ToHaveAttributeAsync("aria-valuenow", MovingPercent(), new() { Timeout = SessionTime });
        }

        await Expect(page.GetByText("Succeeded").First).ToBeVisibleAsync(new() { Timeout = SessionTime });
        await Expect(page.GetByText("Session ended: Succeeded.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Copy to eu-west-1 complete")).ToBeVisibleAsync();
        watched.AssertClean();
    }

    [Fact]
    public async Task An_invalid_policy_names_each_wrong_field_and_saves_nothing()
    {
        await using var watched = await browser.OpenAsync("/policies/new");
        await watched.LiveAsync();
        var page = watched.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var alert = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Nothing was saved" });
        await Expect(alert).ToContainTextAsync("Give the policy a name.");
        await Expect(alert).ToContainTextAsync("Choose the AWS account to protect.");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        watched.AssertClean();
    }

    [Fact]
    public async Task A_page_that_does_not_exist_says_what_to_do_next()
    {
        await using var watched = await browser.OpenAsync("/no-such-page");
        await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(watched.Page.Locator("main").GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
    }

    private static async Task FillAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
        await page.GetByLabel("AWS account").SelectOptionAsync("111122223333");
        await page.GetByLabel("eu-central-1").CheckAsync();
        await page.GetByLabel("only those named here").CheckAsync();
        var included = page.GetByRole(AriaRole.Group, new() { Name = "Included" });
        await included.GetByLabel("Tag key").FillAsync("team");
        await included.GetByLabel("Tag value").FillAsync("it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the tag to Included" }).ClickAsync();
        await Expect(page.GetByText("team = it")).ToBeVisibleAsync();
        await page.GetByLabel("Backups in eu-central-1 go to").SelectOptionAsync("portal-vault");
        await page.GetByLabel("and are copied to").SelectOptionAsync("eu-west-1");
        await page.GetByLabel("into the vault in eu-west-1").SelectOptionAsync("portal-copies");
        var hour = page.GetByRole(AriaRole.Button, new() { Name = "Copy at 03:00" });
        await hour.ClickAsync();
        await Expect(hour).ToHaveAttributeAsync("aria-pressed", "true");

        // By keyboard: the weekly rule proposes itself for the daily hour.
        await page.GetByRole(AriaRole.Switch, new() { Name = "Weekly" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy on Thu" }).PressAsync("Enter");
        await Expect(page.GetByText("Keeps the 03:00 backups of Monday and Thursday for 2 months; copies of Thursday for 2 months."))
            .ToBeVisibleAsync();
    }

    [GeneratedRegex("^[1-9][0-9]?$")]
    private static partial Regex MovingPercent();
}
