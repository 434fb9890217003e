using System.Collections.Concurrent;
using System.Text;
using Amazon.Backup;
using Amazon.FSx;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Tests.AwsSdk;

/// <summary>A request as it came over the wire; <paramref name="Target"/> is path and query, still encoded.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public override string ToString() => $"{Method} {Target}";
}

/// <summary>AWS on loopback: keeps every request and answers what the test has put in line, <c>200 {}</c> when nothing is left.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly WebApplication _app;

    private WireServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public WireRequest OnlyRequest => Assert.Single(_requests);

    public string Url => _app.Urls.Single();

    public static async Task<WireServer> StartAsync()
    {
        var server = new WireServer();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public WireServer Answers(
        int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        Answers(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(body, context.RequestAborted);
        });

    public WireServer Answers(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public AmazonBackupClient Backup(AWSCredentials? credentials = null) =>
        new(credentials ?? new BasicAWSCredentials(AccessKey, SecretKey), Point(new AmazonBackupConfig()));

    public AmazonIdentityManagementServiceClient Iam() => new(AccessKey, SecretKey, Point(new AmazonIdentityManagementServiceConfig()));

    public AmazonFSxClient FSx() => new(AccessKey, SecretKey, Point(new AmazonFSxConfig()));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private T Point<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = "eu-central-1";
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 2;
        return config;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        _requests.Enqueue(new(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync(context.RequestAborted)));

        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
        }
        else
        {
            await context.Response.WriteAsync("{}", context.RequestAborted);
        }
    }
}
