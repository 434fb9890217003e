using FsxPortal.Core.Persistence;
using FsxPortal.Emulator.Server;
using FsxPortal.Setup;
using FsxPortal.Setup.Start;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>The demo in this process and a real Chromium, shared by all browser tests.</summary>
public sealed class DemoBrowser : IAsyncLifetime
{
    // Long, in milliseconds: it is only ever waited out where something is wrong, and the machine may do other things too.
    private const float Patience = 60_000;

    // The night's runs are over, and so are the hours in which AWS makes backups of its
    // own: for half a day nothing starts by itself but every hour.
    private static readonly DateTimeOffset Morning = new(2026, 3, 10, 5, 30, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-browser").FullName;
    private WebApplication? _app;
    private Chromium? _chromium;
    private readonly Dictionary<string, System.Net.Cookie> _cookies = [];

    /// <summary>Whether there is a Chromium.</summary>
    internal static bool IsInstalled => Chromium.Path is not null;

    /// <summary>Whether the portal knows no policies and has adopted nothing yet.</summary>
    internal bool IsEmpty { get; init; }

    /// <summary>What the portal is told beyond the usual.</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The AWS behind the portal.</summary>
    internal EmulatorApp Aws => _app!.Services.GetRequiredService<EmulatorApp>();

    /// <summary>Where the portal answers.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Skips a test where there is none.</summary>
    internal static void Demand() => Programs.Demand(Chromium.Path, "Chromium");

    /// <summary>Opens a page that fails the test on any request elsewhere, any failed response and any console error.</summary>
    public async Task<WatchedPage> OpenAsync(
        string path, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string person = "ada")
    {
        Demand();
        var context = await _chromium!.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Url,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.AddCookiesAsync([await CookieAsync(person)]);
        context.SetDefaultTimeout(Patience);
        var page = new WatchedPage(await context.NewPageAsync(), Url);
        await page.Page.GotoAsync(path);
        return page;
    }

    /// <summary>Chromium as somebody opens it who was never there before, for a portal that runs elsewhere.</summary>
    public Task<IBrowserContext> NewContextAsync(string url)
    {
        Demand();
        return _chromium!.NewContextAsync(url);
    }

    // The portal's own provider vouches for them; unless told for Ada, who may do everything. Who signed in once need not for each page.
    private async Task<Microsoft.Playwright.Cookie> CookieAsync(string person)
    {
        if (!_cookies.TryGetValue(person, out var kept))
        {
            kept = _cookies[person] = await DemoSignIn.CookieAsync(new Uri(Url), CancellationToken.None, person);
        }

        return new Microsoft.Playwright.Cookie { Name = kept.Name, Value = kept.Value, Url = Url };
    }

    /// <summary>AWS takes its time until the answer is disposed of: on a machine with much to
    /// do, a run at the demo's speed is over before a page shows it.</summary>
    internal IDisposable Slowly()
    {
        var usual = Aws.Aws.Clock.Speed;
        Aws.Aws.SetClock(usual / 10, TimeSpan.Zero, null);
        return new Undo(() => Aws.Aws.SetClock(usual, TimeSpan.Zero, null));
    }

    /// <summary>Changes what the portal remembers.</summary>
    internal async Task ChangeAsync(Func<PortalDb, Task> change, CancellationToken cancel)
    {
        await using var db = await _app!.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        await change(db);
        await db.SaveChangesAsync(cancel);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        _app = await Portal.BuildAsync(new PortalArguments
        {
            Demo = true,
            Empty = IsEmpty,
            StartAt = Morning,
            Urls = "http://127.0.0.1:0",
            EmulatorUrls = "http://127.0.0.1:0",
            Data = _folder,
            Settings = Settings,
        }, CancellationToken.None);
        await _app.StartAsync();
        Url = _app.Urls.First();
        Assertions.SetDefaultExpectTimeout(Patience);
        _chromium = await Chromium.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
