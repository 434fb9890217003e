using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FsxPortal.Api;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Setup;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>A real server with pages, API and hub over a database of its own, to which programs show tokens.</summary>
internal sealed class ProgramHost : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];
    private WebApplication _app = null!;

    /// <summary>Who gives tokens.</summary>
    public required TokenIssuer Issuer { get; init; }

    /// <summary>The token of somebody who may do everything.</summary>
    public string Admin => Issuer.Token(TokenIssuer.Admin);

    public required TestDatabase Database { get; init; }

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>For what a second person is asked.</summary>
    public FourEyesOptions FourEyes => _app.Services.GetRequiredService<IOptions<FourEyesOptions>>().Value;

    /// <summary>What it is put together from.</summary>
    public IServiceProvider Services => _app.Services;

    public ProgressFeed Feed => _app.Services.GetRequiredService<ProgressFeed>();

    /// <summary>Starts it.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <param name="settings">What else is set.</param>
    public static async Task<ProgramHost> StartAsync(CancellationToken cancel, params (string Name, string Value)[] settings)
    {
        var host = new ProgramHost
        {
            Database = await TestDatabase.CreateAsync(cancel),
            Issuer = await TokenIssuer.StartAsync(cancel),
        };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebSetup).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(host.Issuer.Settings(Rows.Account));
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value));
        builder.Services.AddSingleton<IDbContextFactory<PortalDb>>(host.Database)
            .AddSingleton(new Clocks(TimeProvider.System, TimeProvider.System))
            .AddSingleton<ProgressFeed>()
            .AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<ProgressFeed>())
            .AddCommands()
            .AddNoAws()
            .AddQueries()
            .AddPortalApi();
        builder.AddWeb();
        host._app = builder.Build();
        host._app.MapWeb();
        host._app.UsePortalApi();
        host._app.MapPortalApi();
        host._app.MapOpenDoor();
        await host._app.StartAsync(cancel);
        return host;
    }

    /// <summary>A program that shows a token, or none, from an address of this machine.</summary>
    public HttpClient Program(string? token, string from = "127.0.0.1")
    {
        var wire = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(from).MapToIPv6(), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(wire) { BaseAddress = new Uri(Url, "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A connection to the hub, not yet begun.</summary>
    public HubConnection Hub(string? token) => new HubConnectionBuilder()
        .WithUrl(new Uri(Url, "/hubs/progress"), options => options.AccessTokenProvider = () => Task.FromResult(token))
        .Build();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
