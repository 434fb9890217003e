using System.Net;
using System.Net.WebSockets;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Progress;
using FsxPortal.Setup.Limits;
using FsxPortal.Tests.Queries;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>The hub shows what its caller may see, and lets nobody hold more of it than their share.</summary>
public sealed class HubShareTests
{
    private const string OtherAccount = "444455556666";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_sees_some_accounts_follows_what_lies_in_them()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        var (policy, other) = (Rows.Policy(), Rows.Policy("Other", 2, account: OtherAccount));
        var (mine, foreign) = (Rows.FileSystem("ant"), Rows.FileSystem("bee", account: OtherAccount));
        var (session, foreignSession) = (Rows.Session(policy, Rows.Now), Rows.Session(other, Rows.Now));
        await host.Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
            new AwsAccount(Rows.NewId(), "Other", OtherAccount, null, ["eu-central-1"]),
            policy, other, mine, foreign, session, foreignSession);
        await using var bound = host.Hub(host.Issuer.Token(TokenIssuer.Bound));
        await using var admin = host.Hub(host.Issuer.Token(TokenIssuer.Admin));
        await bound.StartAsync(Cancel);
        await admin.StartAsync(Cancel);
        string[] shown = [ProgressTopic.Sessions, ProgressTopic.FileSystem(mine.Id), ProgressTopic.Session(session.Id)];
        string[] hidden = [ProgressTopic.FileSystem(foreign.Id), ProgressTopic.Session(foreignSession.Id)];

        foreach (var topic in shown)
        {
            await bound.InvokeAsync("Subscribe", topic, Cancel);
        }

        foreach (var topic in hidden)
        {
            var refusal = await Assert.ThrowsAsync<HubException>(() => bound.InvokeAsync("Subscribe", topic, Cancel));
            Assert.Contains("an account that you do not see", refusal.Message, StringComparison.Ordinal);
            await admin.InvokeAsync("Subscribe", topic, Cancel);
        }

        Assert.Equal(shown.Length + hidden.Length, host.Feed.Subscriptions);
    }

    [Fact]
    public async Task One_program_holds_a_limited_number_of_connections_and_gets_their_places_back()
    {
        const int Most = 3;
        await using var host = await ProgramHost.StartAsync(Cancel, ($"{LimitOptions.Section}:Connections", $"{Most}"));
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < Most; i++)
        {
            sockets.Add(await OpenAsync(host));
        }

        using var late = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => late.ConnectAsync(AddressOf(host), Cancel));
        Assert.Equal(HttpStatusCode.OK, (await host.Program(host.Admin).GetAsync("policies", Cancel)).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await host.Program(host.Issuer.Token(TokenIssuer.Admin, "another"), "127.0.0.2")
                .PostAsync("/hubs/progress/negotiate?negotiateVersion=1", null, Cancel)).StatusCode);

        // Nobody has shaken hands: the portal hangs up by itself.
        foreach (var socket in sockets)
        {
            await EndOfAsync(socket);
            socket.Dispose();
        }

        using var again = await OpenAsync(host);
        Assert.Equal(WebSocketState.Open, again.State);
    }

    [Fact]
    public async Task A_call_that_is_longer_than_any_topic_ends_the_connection()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        await using var connection = host.Hub(host.Admin);
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(Cancel);

        await connection.SendAsync("Subscribe", new string('x', 100_000), Cancel);

        await closed.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
    }

    private static Uri AddressOf(ProgramHost host) => new UriBuilder(new Uri(host.Url, $"/hubs/progress?access_token={host.Admin}"))
    {
        Scheme = "ws",
    }.Uri;

    // A place that was given up is free a moment later.
    private static async Task<ClientWebSocket> OpenAsync(ProgramHost host)
    {
        for (var attempt = 1; ; attempt++)
        {
            var socket = new ClientWebSocket();
            try
            {
                await socket.ConnectAsync(AddressOf(host), Cancel);
                return socket;
            }
            catch (WebSocketException) when (attempt < 20)
            {
                socket.Dispose();
            }
        }
    }

    private static async Task EndOfAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel)).MessageType
                != WebSocketMessageType.Close)
            {
                // What it says before it hangs up is of no matter.
            }
        }
        catch (WebSocketException)
        {
            // It hung up without a word.
        }
    }
}
