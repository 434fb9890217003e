using System.Net.Http.Json;
using System.Text.Json;
using FsxPortal.Tests.Browser;
using FsxPortal.Tests.Support.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FsxPortal.Tests.Auditing;

/// <summary>The audit trail as somebody with a browser makes it and reads it.</summary>
[Collection(BrowserTests.Name)]
public sealed class AuditWalkTests(DemoBrowser browser)
{
    [Fact]
    public async Task What_a_button_asks_for_is_recorded_with_the_address_and_shown_with_what_is_different()
    {
        await using var watched = await browser.OpenAsync("/policies");
        await watched.LiveAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Switch, new() { Name = "Production daily" }).ClickAsync();

        // The switch moves before the command is through, and whoever leaves the page meanwhile gives it up.
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Messages" })).ToContainTextAsync("Production daily");
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "Production daily" })).Not.ToBeCheckedAsync();
        await page.GotoAsync("/audit?action=DisablePolicy");
        await watched.LiveAsync();
        var row = page.Locator("main tbody tr").First;
        await Expect(row).ToContainTextAsync("Disable a policy");
        await Expect(row).ToContainTextAsync("127.0.0.1");
        await row.GetByText("1 difference").ClickAsync();
        await Expect(row.Locator(".differences")).ToContainTextAsync("enabled");

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV file" }).ClickAsync());
        var rows = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("DisablePolicy", rows[1], StringComparison.Ordinal);
        watched.AssertClean();

        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(browser.Url) };
        var cancel = TestContext.Current.CancellationToken;
        client.DefaultRequestHeaders.Authorization = await DemoSignIn.HeaderAsync(client.BaseAddress, cancel);
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=DisablePolicy", cancel);
        var entry = answer.GetProperty("items")[0];
        Assert.Equal(("Ada Lindqvist", "127.0.0.1"), (entry.GetProperty("actor").GetString(), entry.GetProperty("address").GetString()));
    }
}
