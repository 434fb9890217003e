using System.Globalization;
using Amazon.Backup;
using Amazon.Runtime;
using FsxPortal.Core.Aws;
using Microsoft.AspNetCore.Http;

namespace FsxPortal.Tests.AwsSdk;

/// <summary>What a client does when trouble lasts, or is not AWS's.</summary>
public sealed class EnduranceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task An_answer_that_stalls_is_given_up_after_the_time_limit_and_asked_for_again(int status)
    {
        await using var server = (await WireServer.StartAsync()).Answers(context => StallAsync(context, status));
        using var client = Hasty(server);

        var answer = await client.ListBackupJobsAsync(new(), Cancel);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.HttpStatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Answers_that_always_stall_end_in_an_error_that_names_the_time_limit()
    {
        await using var server = await WireServer.StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            server.Answers(context => StallAsync(context, 200));
        }

        using var client = Hasty(server);

        var error = await Record.ExceptionAsync(() => client.ListBackupJobsAsync(new(), Cancel));

        Assert.IsType<TimeoutException>(error!.InnerException);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(503, "ServiceUnavailableException")]
    [InlineData(500, "InternalFailure")]
    public async Task Trouble_that_lasts_ends_in_the_error_AWS_named(int status, string code)
    {
        await using var server = await WireServer.StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            server.Answers(status, """{"Message":"not now"}""", headers: ("x-amzn-ErrorType", code));
        }

        using var client = server.Backup();

        var error = await Assert.ThrowsAnyAsync<AmazonBackupException>(() => client.ListBackupJobsAsync(new(), Cancel));

        Assert.Equal((code, "not now", 3), (error.ErrorCode, error.Message, server.Requests.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_is_wrong_is_corrected_by_that_of_AWS(int hours)
    {
        await using var server = await WireServer.StartAsync();
        server.Answers(async context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Headers["x-amzn-ErrorType"] = "InvalidSignatureException";
            context.Response.Headers.Date = SignedAt(server.Requests[0]).AddHours(hours).ToString("R", CultureInfo.InvariantCulture);
            await context.Response.WriteAsync("""{"message":"Signature expired"}""", Cancel);
        });
        using var client = server.Backup();

        await client.ListBackupJobsAsync(new(), Cancel);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(hours, (SignedAt(server.Requests[1]) - SignedAt(server.Requests[0])).TotalHours, 0.1);
        Assert.Equal(SigV4.Expected(server.Requests[1], WireServer.SecretKey), SigV4.Authorization(server.Requests[1]).Signature);
    }

    [Fact]
    public async Task Credentials_that_have_expired_are_tried_a_few_times_and_new_ones_are_taken_up()
    {
        CallWatch.Install();
        await using var server = await WireServer.StartAsync();
        for (var tries = 0; tries < 4; tries++)
        {
            server.Answers(
                403, """{"message":"The security token included in the request is expired"}""",
                headers: ("x-amzn-ErrorType", "ExpiredTokenException"));
        }

        var credentials = new Renewed();
        using var client = server.Backup(credentials);

        var error = await Assert.ThrowsAsync<AmazonBackupException>(() => client.ListBackupJobsAsync(new(), Cancel));
        credentials.Token = "new";
        await client.ListBackupJobsAsync(new(), Cancel);

        Assert.Equal("ExpiredTokenException", error.ErrorCode);
        Assert.Equal(["old", "old", "old", "old", "new"], server.Requests.Select(request => request.Headers["x-amz-security-token"]));
    }

    private static AmazonBackupClient Hasty(WireServer server)
    {
        var config = new AmazonBackupConfig
        {
            ServiceURL = server.Url,
            AuthenticationRegion = "eu-central-1",
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
            Timeout = TimeSpan.FromSeconds(1),
        };
        return new(WireServer.AccessKey, WireServer.SecretKey, config);
    }

    private static DateTime SignedAt(WireRequest request) =>
        DateTime.ParseExact(
            request.Headers["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    private static async Task StallAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync("""{"BackupJobs":[""", Cancel);
        await context.Response.Body.FlushAsync(Cancel);
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private sealed class Renewed : AWSCredentials
    {
        public string Token { get; set; } = "old";

        public override ImmutableCredentials GetCredentials() => new(WireServer.AccessKey, WireServer.SecretKey, Token);
    }
}
