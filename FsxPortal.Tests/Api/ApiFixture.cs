using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsxPortal.Api;
using FsxPortal.Auth;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Api;

/// <summary>A host with just the API over a database.</summary>
public sealed class ApiFixture : IAsyncDisposable
{
    /// <summary>Where people reach the portal.</summary>
    public const string PublicUrl = "https://portal.example";

    private readonly WebApplication _app;

    private ApiFixture(WebApplication app) => _app = app;

    public HttpClient Client { get; private set; } = null!;

    public FakeTimeProvider Time { get; private init; } = null!;

    public ClockWatch Watch => _app.Services.GetRequiredService<ClockWatch>();

    public static async Task<ApiFixture> StartAsync(IDbContextFactory<PortalDb> database, params IReadOnlyList<FourEyes> twoFor)
    {
        var time = new FakeTimeProvider(Rows.Now) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["Portal:PublicUrl"] = PublicUrl;
        builder.Services
            .AddSingleton(database)
            .AddSingleton(new Clocks(time, time))
            .AddSingleton<IProgressRelay, ProgressFeed>()
            .AddQueries()
            .AddCommands()
            .Configure<FourEyesOptions>(options => options.Kinds = twoFor)
            .AddNoAws()
            .AddPortalApi();
        builder.AddKnownProvider();
        builder.AddSignIn();
        var app = builder.Build();
        app.UseSignIn();
        app.UsePortalApi();
        app.MapPortalApi();
        app.MapOpenDoor();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KnownProvider.Token());
        return new ApiFixture(app) { Client = client, Time = time };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>A test of the API over a fresh database.</summary>
public abstract class ApiTests : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>For what a second person is asked.</summary>
    protected virtual IReadOnlyList<FourEyes> TwoFor => [];

    private protected TestDatabase Database { get; private set; } = null!;

    private protected ApiFixture Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(Cancel);
        Api = await ApiFixture.StartAsync(Database, TwoFor);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Api.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // Where nothing else is said, any version is meant.
        if ((method == HttpMethod.Put || method == HttpMethod.Delete) && !request.Headers.Contains("If-Match"))
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        }

        return Api.Client.SendAsync(request, Cancel);
    }

    protected Task<HttpResponseMessage> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    protected async Task<JsonNode> GetAsync(string path) => await JsonAsync(await SendAsync(HttpMethod.Get, path), 200);

    /// <summary>The body of an answer that has to have <paramref name="status"/>.</summary>
    protected static async Task<JsonNode> JsonAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The problem details of a refusal, which has to have <paramref name="status"/>.</summary>
    protected static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, int status)
    {
        var problem = await JsonAsync(answer, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        return problem;
    }

    protected static IEnumerable<string> Members(JsonNode? node) => node!.AsObject().Select(member => member.Key);
}
