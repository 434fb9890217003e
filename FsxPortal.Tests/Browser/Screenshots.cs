using System.Text.RegularExpressions;
using FsxPortal.Tests.Support;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>Takes the pictures of the documentation: <c>SCREENSHOTS=1</c> and a filter on this class.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class Screenshots(DemoBrowser browser)
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("wide", 1440, 900), ("narrow", 390, 844)];

    [Fact]
    public async Task Of_every_page_in_light_and_dark_wide_and_narrow()
    {
        if (!EnvironmentSwitch.IsSet("SCREENSHOTS"))
        {
            Assert.Skip("Set SCREENSHOTS=1 to take the pictures of the documentation.");
        }

        var paths = await PathsAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var size in Sizes)
            {
                foreach (var (name, path) in paths)
                {
                    await TakeAsync($"{name}-{scheme.ToString().ToLowerInvariant()}-{size.Name}", path, size.Width, size.Height, scheme);
                }
            }
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
            ("file-systems", "/file-systems"), ("file-system", fileSystem!), ("not-found", "/no-such-page"),
        ];
    }

    private async Task TakeAsync(string name, string path, int width, int height, ColorScheme scheme)
    {
        await using var page = await browser.OpenAsync(path, width, height, scheme);
        await page.LiveAsync();
        await page.Page.WaitForTimeoutAsync(600);
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder(), $"{name}.png") });
    }

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
