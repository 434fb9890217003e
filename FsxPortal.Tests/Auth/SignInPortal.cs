using System.Net.Http.Headers;
using FsxPortal.Tests.Browser;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>The portal behind an identity provider, and a real Chromium in front of it.</summary>
public sealed class SignInPortal : IAsyncLifetime
{
    private DemoBrowser? _demo;

    /// <summary>Who vouches for people.</summary>
    internal IdentityProvider Provider { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the portal answers.</summary>
    public string Url => _demo!.Url;

    /// <summary>Chromium as somebody opens it who was never there before.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await _demo!.NewContextAsync(Url);
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>A browser in which somebody has signed in.</summary>
    public async Task<IPage> SignInAsync(string person, string path = "/")
    {
        var page = await OpenAsync();
        await page.GotoAsync(path);
        await VouchAsync(page, person);
        return page;
    }

    /// <summary>Fills in the pages of the provider.</summary>
    public async Task VouchAsync(IPage page, string person)
    {
        await page.FillAsync("input[name=login]", person);
        await page.FillAsync("input[name=password]", "anything");
        await page.ClickAsync("button[type=submit]");
        await page.ClickAsync("button:has-text('Continue')");
        await page.WaitForURLAsync(
            url => url.StartsWith(Url, StringComparison.Ordinal) && !url.Contains("/sign-in/", StringComparison.Ordinal));
    }

    /// <summary>A program with a token; without one where <paramref name="token"/> is none.</summary>
    public HttpClient Program(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync(Cancel);
        _demo = new DemoBrowser { IsEmpty = true, Settings = Provider.Settings };
        await _demo.InitializeAsync();
        if (Url.Length > 0)
        {
            await Provider.RegisterAsync(Url, Cancel);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        if (Provider is not null)
        {
            await Provider.DisposeAsync();
        }
    }
}
