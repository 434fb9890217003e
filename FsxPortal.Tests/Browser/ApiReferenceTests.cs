using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>The page of the API, in a browser that obeys what the portal's headers say.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApiReferenceTests(DemoBrowser browser)
{
    [Fact]
    public async Task The_menu_leads_to_the_API_which_is_shown_without_anybody_elses_help()
    {
        await using var page = await browser.OpenAsync("/");
        await page.LiveAsync();

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "API", Exact = true }).First.ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "FsxPortal" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Page.GetByText("Create a policy").First).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to FsxPortal" }).ClickAsync();
        await page.LiveAsync();
        page.AssertClean();
    }
}
