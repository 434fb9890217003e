using FsxPortal.Tests.Support;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>A real Chromium.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Quiet =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    /// <summary>Where it is installed; none if it is not.</summary>
    public static string? Path => Programs.Find("chromium", "google-chrome");

    /// <summary>The browser itself.</summary>
    public IBrowser Browser { get; }

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = Environment.IsPrivilegedProcess ? [.. Quiet, "--no-sandbox"] : Quiet,
        }));
    }

    /// <summary>As somebody opens it who was never there before; certificates that nobody vouches for are taken as they are.</summary>
    public Task<IBrowserContext> NewContextAsync(string url) => Browser.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = url,
        ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        IgnoreHTTPSErrors = true,
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
