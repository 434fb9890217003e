using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Seed;
using FsxPortal.Emulator.Server;
using FsxPortal.Emulator.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Benchmarks.Emulated;

/// <summary>How many pages a second the emulator lists of a vault full of recovery points,
/// beside a bare server that answers the bytes of such a page.</summary>
internal sealed class ListRate(int points)
{
    private const string Path = "/backup-vaults/portal-vault/recovery-points/";
    private const string SignedHeaders = "host;x-amz-date";
    private const int Rounds = 5;

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        await using var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, Rates = RateLimits.None, Speed = 1 },
            CancellationToken.None);
        ManyPoints.Add(aws.Aws.World, points);
        var key = aws.Aws.World.Credentials.Lasting.Single(key => key.Account == DemoSeed.Production);
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(aws.Url) };
        var page = await AskAsync(client, key.Id, key.Secret, null);
        await using var bare = Serve(page);
        await bare.StartAsync();
        using var other = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(bare.Urls.Single()) };
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turns, because single rounds of either differ by half and more.
            var (pages, rate) = await ListAsync(client, key.Id, key.Secret, points);
            ours.Add(rate);
            plain.Add(await RepeatAsync(other, key.Id, key.Secret, pages));
        }

        return [new Figure(name, "pages/s", Median(ours), Median(plain), double.NaN) { IsMoreBetter = true }];
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(Rounds / 2);

    private static async Task<(int Pages, double Rate)> ListAsync(HttpClient client, string id, string secret, int points)
    {
        var (watch, pages, seen, token) = (Stopwatch.StartNew(), 0, 0, (string?)null);
        do
        {
            using var page = JsonDocument.Parse(await AskAsync(client, id, secret, token));
            seen += page.RootElement.GetProperty("RecoveryPoints").GetArrayLength();
            token = page.RootElement.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
            pages++;
        }
        while (token is not null);
        return seen == points ? (pages, pages / watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"{seen} points were listed, not {points}.");
    }

    private static async Task<double> RepeatAsync(HttpClient client, string id, string secret, int pages)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < pages; i++)
        {
            using var page = JsonDocument.Parse(await AskAsync(client, id, secret, "token"));
        }

        return pages / watch.Elapsed.TotalSeconds;
    }

    private static async Task<byte[]> AskAsync(HttpClient client, string id, string secret, string? token)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var (query, scope) = (
            token is null ? "maxResults=1000"
                : $"maxResults=1000&nextToken={Uri.EscapeDataString(token)}", $"{now[..8]}/{Bench.Home}/backup/aws4_request");
        var headers = new Dictionary<string, string> { ["host"] = client.BaseAddress!.Authority, ["x-amz-date"] = now };
        var signature = SignatureV4.Compute(new SignedRequest("GET", Path, query, headers, []), SignedHeaders, scope, now, secret);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}?{query}");
        request.Headers.Add("x-amz-date", now);
        request.Headers.TryAddWithoutValidation(
            "authorization", $"AWS4-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static WebApplication Serve(byte[] page)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = page.Length;
            return http.Response.Body.WriteAsync(page).AsTask();
        });
        return app;
    }
}
