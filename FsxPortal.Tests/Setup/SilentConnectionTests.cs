using System.Net;
using System.Net.Sockets;
using System.Text;
using FsxPortal.Setup.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Setup;

/// <summary>Connections over which nothing is asked.</summary>
public sealed class SilentConnectionTests : IAsyncLifetime
{
    private const int Many = 500;

    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private WebApplication _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Url => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.EndSilentConnections(_time)));
        _app = builder.Build();
        _app.MapGet("/", () => "here");
        await _app.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Hundreds_that_say_nothing_are_ended_and_hold_up_nobody()
    {
        var silent = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ConnectAsync()));
        Assert.Equal("here", await _http.GetStringAsync(Url, Cancel));

        var ends = Task.WhenAll(silent.Select(EndAsync));
        while (!ends.IsCompleted)
        {
            _time.Advance(SilentConnections.Longest);
            Assert.Equal("here", await _http.GetStringAsync(Url, Cancel));
        }

        Assert.Equal(Many, (await ends).Count(isEnded => isEnded));
        Array.ForEach(silent, socket => socket.Dispose());
    }

    [Fact]
    public async Task One_that_has_said_something_stays()
    {
        using var socket = await ConnectAsync();
        Assert.Contains("200 OK", await AskAsync(socket), StringComparison.Ordinal);

        _time.Advance(SilentConnections.Longest * 2);

        Assert.Contains("200 OK", await AskAsync(socket), StringComparison.Ordinal);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Url.Port, Cancel);
        return socket;
    }

    private static async Task<bool> EndAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancel) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancel);
        var answer = new byte[4096];
        var text = "";
        while (!text.Contains("here", StringComparison.Ordinal))
        {
            text += Encoding.ASCII.GetString(answer, 0, await socket.ReceiveAsync(answer, Cancel));
        }

        return text;
    }
}
