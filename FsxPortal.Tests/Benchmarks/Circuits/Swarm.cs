using System.Globalization;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>Many listeners in a process of their own, so that what they need of memory is not taken for the server's.</summary>
internal static class Swarm
{
    /// <summary>The first word of the command line that asks for a swarm.</summary>
    public const string Verb = "swarm";

    /// <summary>What is written once all of them listen.</summary>
    public const string Ready = "ready";

    /// <summary>The command line of a swarm that looks at pages of the portal, one after the other and again from the first.</summary>
    public static string[] AtPages(Uri[] pages, int count) =>
        [Verb, nameof(Circuit), string.Join(' ', pages.Select(page => page.ToString())), count.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The command line of a swarm that listens to a hub.</summary>
    public static string[] AtHub(Uri hub, int count) =>
        [Verb, nameof(HubConnection), hub.ToString(), count.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Opens the listeners, and writes a line for each message that one of them
    /// hears until the input ends: who, when, how many bytes.</summary>
    public static async Task RunAsync(string[] wanted)
    {
        var urls = wanted[1].Split(' ').Select(url => new Uri(url)).ToList();
        var count = int.Parse(wanted[2], CultureInfo.InvariantCulture);
        var isBrowser = wanted[0] == nameof(Circuit);
        using var pages = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        if (isBrowser)
        {
            var cookie = await DemoSignIn.CookieAsync(urls[0], CancellationToken.None);
            pages.DefaultRequestHeaders.Add(Circuit.Cookie, $"{cookie.Name}={cookie.Value}");
        }

        var open = new List<IAsyncDisposable>();
        for (var i = 0; i < count; i++)
        {
            var who = i;
            void Tell(long at, long bytes) => Console.WriteLine(FormattableString.Invariant($"{who} {at} {bytes}"));
            var url = urls[i % urls.Count];
            open.Add(isBrowser ? await Circuit.OpenAsync(pages, url, Tell) : await ListenAsync(url, Tell));
        }

        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        foreach (var listener in open)
        {
            await listener.DisposeAsync();
        }
    }

    private static async Task<HubConnection> ListenAsync(Uri hub, Action<long, long> heard)
    {
        var builder = new HubConnectionBuilder().WithUrl(hub);
        builder.Services.AddSingleton<IHubProtocol>(new CountedPack("messagepack", BareHub.Changed, heard));
        var connection = builder.Build();
        connection.On<string, int>(BareHub.Changed, (_, _) => { });
        await connection.StartAsync();
        return connection;
    }
}
