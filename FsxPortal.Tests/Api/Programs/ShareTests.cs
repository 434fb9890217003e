using System.Net;
using System.Text.Json.Nodes;
using FsxPortal.Setup.Limits;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>Whoever sends too much waits, and nobody else does.</summary>
public sealed class ShareTests
{
    private const int Few = 5;

    // Tokens come back one by one, the first in a second.
    private static readonly (string, string)[] Tight =
    [
        ($"{LimitOptions.Section}:Burst", $"{Few}"), ($"{LimitOptions.Section}:PerSecond", "1"),
        ($"{LimitOptions.Section}:RefusedPerMinute", $"{Few}"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_floods_is_told_when_to_come_back_and_holds_up_no_other()
    {
        await using var host = await ProgramHost.StartAsync(Cancel, Tight);
        var flooding = host.Program(host.Issuer.Token(TokenIssuer.Reader, "one"));
        var other = host.Program(host.Issuer.Token(TokenIssuer.Reader, "two"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8 * Few).Select(_ => flooding.GetAsync("policies", Cancel)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.True(refused.Count >= 8 * Few / 2, $"Only {refused.Count} of {answers.Length} were refused.");
        Assert.InRange(refused[0].Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8 * Few));
        Assert.Equal("application/problem+json", refused[0].Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await refused[0].Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((429, "Too many requests."), ((int)problem["status"]!, (string?)problem["title"]));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("policies", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Pages_and_monitoring_are_not_counted()
    {
        await using var host = await ProgramHost.StartAsync(Cancel, Tight);
        var client = host.Program(null);

        foreach (var path in new[] { "/health/live", "/portal.css", "/signed-out" })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4 * Few).Select(_ => client.GetAsync(path, Cancel)));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Who_tries_tokens_is_turned_away_and_a_good_one_still_passes_from_the_same_address()
    {
        await using var host = await ProgramHost.StartAsync(Cancel, Tight);
        var wrong = host.Program("a.b.c", "127.0.0.2");
        for (var i = 0; i < Few; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("policies", Cancel)).StatusCode);
        }

        using var turnedAway = await wrong.GetAsync("policies", Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway.StatusCode);
        Assert.True(turnedAway.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Program(null).GetAsync("policies", Cancel)).StatusCode);
        var good = host.Program(host.Issuer.Token(TokenIssuer.Reader), "127.0.0.2");
        Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("policies", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_000_000)]
    public void A_limit_that_would_serve_nobody_is_refused(int number) =>
        Assert.Equal(
            $"Portal:ApiLimit:AtOnce is {number}. Give a number from 1 to 1000000.", new LimitOptions { AtOnce = number }.Problem());
}
