using System.Threading.Channels;
using FsxPortal.Core.Progress;
using FsxPortal.Live;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FsxPortal.Tests.Live;

public sealed class ProgressHubTests(WebFixture web) : IClassFixture<WebFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_follows_a_topic_hears_of_each_change_once()
    {
        await using var connection = await ConnectAsync();
        var heard = Channel.CreateUnbounded<(string Topic, long Version)>();
        connection.On<string, long>("Changed", (topic, version) => heard.Writer.TryWrite((topic, version)));
        var topic = ProgressTopic.Session(Guid.CreateVersion7());

        await connection.InvokeAsync("Subscribe", topic, Cancel);
        await connection.InvokeAsync("Subscribe", topic, Cancel);
        web.Feed.Publish([topic]);
        Assert.Equal((topic, 1), await heard.Reader.ReadAsync(Cancel));
        web.Feed.Publish([topic]);
        Assert.Equal((topic, 2), await heard.Reader.ReadAsync(Cancel));
    }

    [Theory]
    [InlineData("secrets")]
    [InlineData("session:")]
    [InlineData("session:*")]
    [InlineData(" sessions")]
    public async Task An_unknown_topic_is_refused(string topic)
    {
        await using var connection = await ConnectAsync();

        var refusal = await Assert.ThrowsAsync<HubException>(() => connection.InvokeAsync("Subscribe", topic, Cancel));

        Assert.Contains("Unknown topic", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_follows_a_limited_number_of_topics()
    {
        await using var connection = await ConnectAsync();
        for (var i = 0; i < ProgressHub.MaxTopics; i++)
        {
            await connection.InvokeAsync("Subscribe", ProgressTopic.Session(Guid.CreateVersion7()), Cancel);
        }

        await Assert.ThrowsAsync<HubException>(() => connection.InvokeAsync("Subscribe", ProgressTopic.Policies, Cancel));
    }

    [Fact]
    public async Task Topics_that_nobody_follows_any_more_are_forgotten()
    {
        // What other connections followed is forgotten some time after they end.
        await web.UntilAsync(() => (web.Feed.Topics, web.Feed.Subscriptions) == (0, 0));
        await using (var connection = await ConnectAsync())
        {
            for (var i = 0; i < 3000; i++)
            {
                var topic = ProgressTopic.Session(Guid.CreateVersion7());
                await connection.SendAsync("Subscribe", topic, Cancel);
                await connection.SendAsync("Unsubscribe", topic, Cancel);
            }

            await connection.InvokeAsync("Subscribe", ProgressTopic.Session(Guid.CreateVersion7()), Cancel);
            Assert.Equal((1, 1), (web.Feed.Topics, web.Feed.Subscriptions));
        }

        await web.UntilAsync(() => (web.Feed.Topics, web.Feed.Subscriptions) == (0, 0));
    }

    private async Task<HubConnection> ConnectAsync()
    {
        var connection = new HubConnectionBuilder().WithUrl(
            new Uri(web.Url, ProgressHub.Path),
            options => options.AccessTokenProvider = () => Task.FromResult<string?>(KnownProvider.Token())).Build();
        await connection.StartAsync(Cancel);
        return connection;
    }
}
