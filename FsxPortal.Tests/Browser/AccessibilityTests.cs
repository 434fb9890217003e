using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(DemoBrowser browser)
{
    public static TheoryData<string, ColorScheme> Pages()
    {
        var data = new TheoryData<string, ColorScheme>();
        foreach (
            var path in new[] { "/", "/policies", "/policies/new", "/policies/0b5f0001-0000-7000-8000-000000000001", "/sessions",
                "/file-systems", "/settings/accounts", "/audit", "/approvals", "/no-such-page" })
        {
            data.Add(path, ColorScheme.Light);
            data.Add(path, ColorScheme.Dark);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_no_violation(string path, ColorScheme scheme)
    {
        await using var page = await browser.OpenAsync(path, scheme: scheme);
        await page.LiveAsync();

        await DemandCleanAsync(page);
    }

    [Fact]
    public async Task No_page_scrolls_sideways_on_a_phone()
    {
        await using var page = await browser.OpenAsync("/", 390, 844);
        foreach (var path in Pages().Select(row => row.Data.Item1).Distinct())
        {
            await page.Page.GotoAsync(path);
            await page.LiveAsync();
            Assert.True(
                await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390, $"{path} is wider than the screen.");
        }
    }

    [Fact]
    public async Task Axe_finds_no_violation_on_the_pages_of_one_thing()
    {
        await using var page = await browser.OpenAsync("/policies");
        await page.LiveAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Start Production daily" }).ClickAsync();
        await page.ArriveAtSessionAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Log" }).WaitForAsync();
        await DemandCleanAsync(page);

        await page.Page.Locator("main a[href^='/file-systems/']").First.ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "In AWS" }).WaitForAsync();
        await DemandCleanAsync(page);
    }

    [Fact]
    public async Task Axe_finds_no_violation_on_a_dark_timeline_and_in_the_search_over_it()
    {
        await using var page = await browser.OpenAsync("/file-systems?state=Protected", scheme: ColorScheme.Dark);
        await page.LiveAsync();
        await page.Page.Locator("a.fleet-name").First.ClickAsync();
        await page.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await page.Page.GetByRole(AriaRole.Listbox).PressAsync("ArrowLeft");
        await page.Page.Locator(".timeline-details").WaitForAsync();
        await DemandCleanAsync(page);

        await page.Page.Keyboard.PressAsync("Control+k");
        await page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Name, id or ARN" }).FillAsync("prod");
        await page.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await DemandCleanAsync(page);
    }

    private static async Task DemandCleanAsync(WatchedPage page)
    {
        var result = await page.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(Describe)));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Take(3).Select(node => $"{node.Target} {node.Html}"))})";
}
