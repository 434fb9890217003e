using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>What a browser does with a page of the portal, without drawing it: it gets the
/// page, opens its circuit and acknowledges each render batch.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    /// <summary>The header by which a browser is known.</summary>
    public const string Cookie = "Cookie";

    private const string Batch = "JS.RenderBatch";

    private readonly HubConnection _connection;

    private Circuit(Uri portal, string cookie, Action<long, long> heard)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(portal, "_blazor"), options => options.Headers[Cookie] = cookie);
        builder.Services.AddSingleton<IHubProtocol>(new CountedPack("blazorpack", Batch, heard));
        _connection = builder.Build();
        _connection.On<int, byte[]>(Batch, (batch, _) => _connection.SendAsync("OnRenderCompleted", batch, null));
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        _connection.On<string>("JS.Error", error => Console.Error.WriteLine($"The circuit broke: {error}"));
    }

    /// <summary>Opens a page.</summary>
    /// <param name="pages">Gets the page itself, as somebody who has signed in.</param>
    /// <param name="page">Its address.</param>
    /// <param name="heard">Is told of each render batch: when it came, in ticks of the stopwatch, and its bytes.</param>
    public static async Task<Circuit> OpenAsync(HttpClient pages, Uri page, Action<long, long> heard)
    {
        var html = await pages.GetStringAsync(page);
        var circuit = new Circuit(new Uri(page, "/"), pages.DefaultRequestHeaders.GetValues(Cookie).Single(), heard);
        await circuit._connection.StartAsync();
        await circuit._connection.InvokeAsync<string>(
            "StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", State().Match(html).Groups[1].Value);
        var roots = new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray([.. Markers().Matches(html).Index().Select(Root)]) };
        await circuit._connection.SendAsync("UpdateRootComponents", roots.ToJsonString(), "");
        return circuit;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static JsonNode Root((int Index, Match Marker) root) => new JsonObject
    {
        ["type"] = "add",
        ["ssrComponentId"] = root.Index + 1,
        ["marker"] = JsonNode.Parse(root.Marker.Groups[1].Value),
    };

    // No page minds what its scripts say, as long as they say something of the right kind.
    private Task AnswerAsync(long call, string name, string arguments, int resultKind, long target, int callKind)
    {
        var answer = name.Contains("dark", StringComparison.OrdinalIgnoreCase) ? "false" : "null";
        return call == 0 ? Task.CompletedTask : _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{answer}]");
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\".*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
