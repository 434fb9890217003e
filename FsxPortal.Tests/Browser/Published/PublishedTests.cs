using System.Collections.Concurrent;
using System.Text.Json;
using FsxPortal.Tests.AwsSdk.Models;
using FsxPortal.Tests.House;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser.Published;

/// <summary>How quick and how small the installed portal is.</summary>
[Collection(BrowserTests.Name)]
public sealed class PublishedTests(DemoBrowser browser, PublishedPortal portal, ITestOutputHelper output) : IClassFixture<PublishedPortal>
{
    private const double GoodPerformance = 0.95;
    private const int MostAtFirst = 200 * 1024;
    private const int MostAgain = 30 * 1024;

    /// <summary>Lighthouse, which nobody here wrote, looks at every page as at a desktop. How quick it finds them
    /// depends on what else the machine does, so that is written down and not demanded.</summary>
    [Fact]
    public async Task Every_page_is_open_to_everybody()
    {
        var chromium = Programs.Find("chromium", "google-chrome");
        Programs.Demand(chromium, "Chromium");
        var order = JsonSerializer.Serialize(
            new
            {
                chromium,
                url = portal.Url,
                cookie = new { portal.Cookie.Name, portal.Cookie.Value },
                pages = portal.Pages,
                goodPerformance = GoodPerformance,
            },
            JsonSerializerOptions.Web);

        var scores = await JavaScriptSdk.RunAsync<IReadOnlyList<Score>>("lighthouse.mjs", order, TestContext.Current.CancellationToken);

        output.Judged(
            $"Lighthouse: {scores.Count} pages, performance {scores.Min(score => score.Performance):0.00} or more, accessibility "
                + $"{scores.Min(score => score.Accessibility):0.00} or more.");
        Assert.Equal(portal.Pages, scores.Select(score => score.Page));
        Report.Nothing(scores.Where(score => score.Performance == 0 || score.Accessibility < 1).Select(score => score.ToString()));
    }

    /// <summary>What goes over the wire until a page is live, headers included, as Chromium counts
    /// it: all requests, and what the live connection brings besides.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/file-systems")]
    public async Task A_page_is_small_and_smaller_the_second_time(string path)
    {
        await using var context = await browser.NewContextAsync(portal.Url.ToString());
        await context.AddCookiesAsync(
            [new Cookie { Name = portal.Cookie.Name, Value = portal.Cookie.Value, Url = portal.Url.ToString() }]);

        var first = await LoadAsync(context, path);
        var again = await LoadAsync(context, path);

        output.Judged(
            $"Chromium: {path} brings {first.Requests / 1024.0:0} KiB at first and {again.Requests / 1024.0:0} KiB again, and "
                + $"{again.Live / 1024.0:0} KiB by its live connection.");
        Assert.InRange(first.Requests, MostAgain, MostAtFirst);
        Assert.InRange(again.Requests, 1, MostAgain);
    }

    private static async Task<(long Requests, long Live)> LoadAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        var (requests, live) = (new ConcurrentBag<double>(), new ConcurrentBag<int>());
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) =>
            requests.Add(loaded!.Value.GetProperty("encodedDataLength").GetDouble());
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => live.Add(frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        await network.SendAsync("Network.enable");
        await page.GotoAsync(path);
        await page.Locator("#portal-search:enabled").First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.CloseAsync();
        return ((long)requests.Sum(), live.Sum(length => (long)length));
    }

    private sealed record Score(string Page, double Performance, double Accessibility, IReadOnlyList<string> Lacks)
    {
        public override string ToString() =>
            $"{Page}: performance {Performance}, accessibility {Accessibility}: {string.Join("; ", Lacks)}";
    }
}
