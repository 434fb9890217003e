using System.Text.Json;
using Amazon.Backup.Model;
using Microsoft.AspNetCore.Http;

namespace FsxPortal.Tests.AwsSdk;

public sealed class RetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Troubles => ["throttled", "throttledByType", "proxyPage", "empty500", "aborted", "cutOff"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_start_survives_trouble_and_repeats_the_same_token(string trouble)
    {
        await using var server = Troubled(await WireServer.StartAsync(), trouble).Answers(200, """{"BackupJobId":"j"}""");
        using var client = server.Backup();
        var request = new StartBackupJobRequest { BackupVaultName = "v1" };

        var answer = await client.StartBackupJobAsync(request, Cancel);

        Assert.Equal("j", answer.BackupJobId);
        Assert.Equal(2, server.Requests.Count);
        var tokens = server.Requests.Select(Token).ToList();
        Assert.True(Guid.TryParse(tokens[0], out _));
        Assert.Equal(tokens[0], tokens[1]);
        Assert.Null(request.IdempotencyToken);
    }

    [Fact]
    public async Task Two_starts_have_two_tokens()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();
        var request = new StartCopyJobRequest();

        await client.StartCopyJobAsync(request, Cancel);
        await client.StartCopyJobAsync(request, Cancel);

        Assert.Equal(2, server.Requests.Select(Token).Distinct().Count());
    }

    [Fact]
    public async Task An_error_that_AWS_models_is_not_retried()
    {
        await using var server = (await WireServer.StartAsync())
            .Answers(400, """{"Message":"no"}""", headers: ("x-amzn-ErrorType", "InvalidRequestException"));
        using var client = server.Backup();

        await Assert.ThrowsAsync<InvalidRequestException>(() => client.StartBackupJobAsync(new(), Cancel));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_call_ends_at_once_when_it_is_cancelled_while_AWS_is_silent()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var server = (await WireServer.StartAsync()).Answers(async context =>
        {
            await cancel.CancelAsync();
            await SilentAsync(context);
        });
        using var client = server.Backup();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListBackupJobsAsync(new(), cancel.Token));
    }

    [Fact]
    public async Task A_call_ends_when_it_is_cancelled_in_the_middle_of_an_answer()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var server = (await WireServer.StartAsync()).Answers(async context =>
        {
            await context.Response.WriteAsync("""{"BackupJobs":[""", Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
            await SilentAsync(context);
        });
        using var client = server.Backup();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListBackupJobsAsync(new(), cancel.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_sends_nothing()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListBackupJobsAsync(new(), new(canceled: true)));

        Assert.Empty(server.Requests);
    }

    private static WireServer Troubled(WireServer server, string trouble) => trouble switch
    {
        "throttled" => server.Answers(429, """{"message":"slow"}""", headers: ("x-amzn-ErrorType", "TooManyRequestsException")),
        "throttledByType" => server.Answers(400, """{"__type":"ThrottlingException","message":"Rate exceeded"}"""),
        "proxyPage" => server.Answers(503, "<html>Try later</html>", "text/html"),
        "empty500" => server.Answers(500, ""),
        "aborted" => server.Answers(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }),
        _ => server.Answers(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("""{"BackupJobId":""", Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            context.Abort();
        }),
    };

    private static string? Token(WireRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("IdempotencyToken").GetString();
    }

    private static Task SilentAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }
}
