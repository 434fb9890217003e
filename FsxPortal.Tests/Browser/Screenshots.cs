using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsxPortal.Tests.Support;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>Takes the pictures of the documentation: <c>SCREENSHOTS=1</c> and a filter on this class.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class Screenshots(DemoBrowser browser)
{
    private static readonly (string Name, int Width, int Height) Wide = ("wide", 1440, 900);
    private static readonly (string Name, int Width, int Height) Narrow = ("narrow", 390, 844);
    private static readonly (string Name, int Width, int Height) Widest = ("widest", 2560, 1440);
    private static readonly string[] ForWidest = ["overview", "file-system", "session"];

    // What is taken of states that pass: enough to see them in both colours and both widths.
    private static readonly (
        ColorScheme Scheme, (string Name, int Width, int Height) Size)[] Two = [(ColorScheme.Light, Wide), (ColorScheme.Dark, Narrow)];

    [Fact]
    public async Task Of_every_page_and_state_in_light_and_dark_wide_and_narrow()
    {
        if (!EnvironmentSwitch.IsSet("SCREENSHOTS"))
        {
            Assert.Skip("Set SCREENSHOTS=1 to take the pictures of the documentation.");
        }

        var paths = await PathsAsync();
        await TakeAsync(browser, "-running", [("overview", "/")], Two);
        await TakeAsync(
            browser, "", paths,
            [.. from scheme in new[] { ColorScheme.Light, ColorScheme.Dark } from size in new[] { Wide, Narrow } select (scheme, size)]);
        await TakeAsync(
            browser, "", paths.Where(page => ForWidest.Contains(page.Name)), [(ColorScheme.Light, Widest), (ColorScheme.Dark, Widest)]);
        await TakeEmptyAsync();
        await TakeBrokenAsync();
    }

    private static async Task TakeEmptyAsync()
    {
        await using var empty = new DemoBrowser { IsEmpty = true };
        await empty.InitializeAsync();
        await TakeAsync(
            empty, "-empty", [("overview", "/"), ("policies", "/policies"), ("sessions", "/sessions"), ("file-systems", "/file-systems")],
            Two);
    }

    // AWS no longer lets the portal start backups, nor list vaults.
    private async Task TakeBrokenAsync()
    {
        browser.Aws.Aws.Faults.Add(
            [JsonNode.Parse(
                """{ "service": "backup", "operation": "StartBackupJob", "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException" } }""")]);
        browser.Aws.Aws.Faults.Add(
            [JsonNode.Parse(
                """{ "service": "backup", "operation": "ListBackupVaults", "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException" } }""")]);
        await using (var page = await browser.OpenAsync("/policies"))
        {
            await page.LiveAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = AnyStart() }).First.ClickAsync();
            await page.ArriveAtSessionAsync();
            await Assertions.Expect(page.Page.GetByText("Session ended: Failed.")).ToBeVisibleAsync(new() { Timeout = 300_000 });
            await TakeAsync(
                browser, "-broken", [("session", new Uri(page.Page.Url).AbsolutePath), ("overview", "/"), ("policies", "/policies")], Two);
        }
    }

    private async Task<List<(string Name, string Path)>> PathsAsync()
    {
        await using var page = await browser.OpenAsync("/policies");
        await page.LiveAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Start Tier 1 hourly" }).ClickAsync();
        await page.ArriveAtSessionAsync();
        var session = new Uri(page.Page.Url).AbsolutePath;
        await Assertions.Expect(page.Page.Locator("main [role=progressbar]").First)
            .ToHaveAttributeAsync("aria-valuenow", HalfWay(), new() { Timeout = 120_000 });
        await page.Page.Locator("a[href^='/file-systems/']").First.WaitForAsync();
        var fileSystem = await page.Page.Locator("a[href^='/file-systems/']").First.GetAttributeAsync("href");
        return
        [
            ("session", session), ("overview", "/"), ("policies", "/policies"), ("policy-new", "/policies/new"),
            ("policy", "/policies/0b5f0001-0000-7000-8000-000000000002"), ("sessions", "/sessions"),
            ("file-systems", "/file-systems"), ("file-system", fileSystem!), ("accounts", "/settings/accounts"), ("audit", "/audit"),
            ("approvals", "/approvals"), ("not-found", "/no-such-page"),
        ];
    }

    private static async Task TakeAsync(
        DemoBrowser browser, string state, IEnumerable<(string Name, string Path)> pages,
        IReadOnlyList<(ColorScheme Scheme, (string Name, int Width, int Height) Size)> looks)
    {
        foreach (var (name, path) in pages)
        {
            foreach (var (scheme, size) in looks)
            {
                await using var page = await browser.OpenAsync(path, size.Width, size.Height, scheme);
                await page.LiveAsync();
                await page.Page.WaitForTimeoutAsync(600);
                await page.Page.ScreenshotAsync(
                    new PageScreenshotOptions
                    {
                        Path = Path.Combine(
                        Folder(), $"{name}{state}-{$"{scheme}".ToLowerInvariant()}-{size.Name}.png")
                    });
            }
        }
    }

    [GeneratedRegex("^Start ")]
    private static partial Regex AnyStart();

    [GeneratedRegex("^[2-8][0-9]$")]
    private static partial Regex HalfWay();

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FsxPortal.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "images");
    }
}
