using FsxPortal.Core;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Setup;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Tests.Live;

/// <summary>A real server on loopback with just the pages and the hub, over a database of its own.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    private WebApplication _app = null!;
    private TestDatabase _database = null!;
    private string _cookie = "";

    public Uri Url { get; private set; } = null!;

    public ProgressFeed Feed => _app.Services.GetRequiredService<ProgressFeed>();

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _database = await TestDatabase.CreateAsync(cancel);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebSetup).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Portal:PublicUrl"] = "https://portal.example";
        builder.Configuration[KnownProxies.Key] = "127.0.0.1";
        builder.Services.AddSingleton<IDbContextFactory<PortalDb>>(_database)
            .AddSingleton(new Clocks(TimeProvider.System, TimeProvider.System))
            .AddSingleton<ProgressFeed>()
            .AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<ProgressFeed>())
            .AddCommands()
            .AddNoAws()
            .AddQueries();
        builder.AddKnownProvider();
        builder.AddWeb();
        _app = builder.Build();
        _app.MapWeb();
        _app.MapOpenDoor();
        _app.MapGet("/breaks", string () => throw new InvalidOperationException("secret of the house"));
        await _app.StartAsync(cancel);
        Url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _cookie = await OpenDoor.CookieAsync(Url, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Waits until the server has noticed what a client did.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await GetAsync("/portal.css");
        }
    }

    /// <summary>Sends a request with the given headers, of somebody who may do everything.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, path));
        foreach (var (name, value) in headers.Append(("Cookie", _cookie)).Append(("Authorization", $"Bearer {KnownProvider.Token()}")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
