using System.Net.Http.Headers;
using FsxPortal.Tests.Browser;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>The portal behind an identity provider, and a real Chromium in front of it.</summary>
public sealed class SignInPortal : IAsyncLifetime
{
    private IdentityProvider? _provider;
    private DemoBrowser? _demo;

    /// <summary>Who vouches for people.</summary>
    internal IdentityProvider Provider
    {
        get
        {
            Demand();
            return _provider!;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the portal answers.</summary>
    public string Url
    {
        get
        {
            Demand();
            return _demo!.Url;
        }
    }

    /// <summary>Chromium as somebody opens it who was never there before.</summary>
    public async Task<IPage> OpenAsync()
    {
        var url = Url;
        var context = await _demo!.NewContextAsync(url);
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
    public Task VouchAsync(IPage page, string person) => IdentityProvider.VouchAsync(page, person, Url);

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
        if (!IdentityProvider.IsInstalled || !DemoBrowser.IsInstalled)
        {
            return;
        }

        _provider = await IdentityProvider.StartAsync(Cancel);
        _demo = new DemoBrowser { IsEmpty = true, Settings = _provider.Settings };
        await _demo.InitializeAsync();
        await _provider.RegisterAsync(_demo.Url, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    private static void Demand()
    {
        IdentityProvider.Demand();
        DemoBrowser.Demand();
    }
}
