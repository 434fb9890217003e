using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>The least that can tell many browsers of a change: a hub that calls
/// all of them with the name and the percent of a task.</summary>
internal sealed class BareHub : IAsyncDisposable
{
    /// <summary>What the listeners are called by.</summary>
    public const string Changed = "Changed";

    private readonly WebApplication _app;

    private BareHub(WebApplication app) => _app = app;

    public Uri Url => new(new Uri(_app.Urls.First()), "/hub");

    public static async Task<BareHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddMessagePackProtocol();
        var app = builder.Build();
        app.MapHub<Everybody>("/hub");
        await app.StartAsync();
        return new BareHub(app);
    }

    /// <summary>Tells everybody.</summary>
    /// <returns>When that began, in ticks of the stopwatch.</returns>
    public async Task<long> TellAsync(string task, int percent)
    {
        var hub = _app.Services.GetRequiredService<IHubContext<Everybody>>();
        var began = Stopwatch.GetTimestamp();
        await hub.Clients.All.SendAsync(Changed, task, percent);
        return began;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public sealed class Everybody : Hub;
}
