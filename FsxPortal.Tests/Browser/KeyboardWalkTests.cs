using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FsxPortal.Tests.Browser;

/// <summary>What people do with the keyboard alone.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class KeyboardWalkTests(DemoBrowser browser)
{
    private const int MostTabs = 150;
    private const float SessionTime = 120_000;

    [Fact]
    public async Task An_unprotected_file_system_is_found_and_protected()
    {
        await using var watched = await browser.OpenAsync("/");
        await watched.LiveAsync();
        var page = watched.Page;

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("print-spool");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("print-spool");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Unprotected");

        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Protect it" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true })).ToHaveValueAsync("Protect print-spool");
        await TabToAsync(page, page.GetByLabel("Backups in eu-west-1 go to"));
        await page.Keyboard.TypeAsync("portal-v");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Protect print-spool" }).First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("print-spool");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("fs-");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToContainTextAsync("Unprotected");
        watched.AssertClean();
    }

    [Fact]
    public async Task A_session_is_followed_from_another_page_than_the_one_that_started_it()
    {
        await using var first = await browser.OpenAsync("/policies");
        await using var second = await browser.OpenAsync("/sessions");
        await first.LiveAsync();
        await second.LiveAsync();

        using var slowly = browser.Slowly();
        await TabToAsync(first.Page, first.Page.GetByRole(AriaRole.Button, new() { Name = "Start Production daily" }));
        await first.Page.Keyboard.PressAsync("Enter");
        await first.ArriveAtSessionAsync();
        var path = new Uri(first.Page.Url).AbsolutePath;

        // Nobody touches the second page: the session appears by itself.
        var link = second.Page.Locator($"main a[href='{path}']");
        await Expect(link).ToBeVisibleAsync();
        await TabToAsync(second.Page, link);
        await second.Page.Keyboard.PressAsync("Enter");
        await Expect(second.Page.Locator("main [role=progressbar]").First)
            .ToHaveAttributeAsync("aria-valuenow", Moving(), new() { Timeout = SessionTime });
        await Expect(second.Page.GetByText("Backup started.").First).ToBeVisibleAsync();
        second.AssertClean();
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await target.First.WaitForAsync();
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await target.First.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} was not reached with {MostTabs} tabs.");
    }

    [GeneratedRegex("^[1-9][0-9]?$")]
    private static partial Regex Moving();
}
