using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsxPortal.Core.Telemetry;
using FsxPortal.Setup.Demo;

namespace FsxPortal.Tests.Telemetry;

/// <summary>What somebody who runs the portal can see of it from outside.</summary>
public sealed class RunningPortalTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("fsxportal_sessions_ended_total", "state=\"Succeeded\",type=\"Policy\"", 1, 1)]
    [InlineData("fsxportal_sessions_ended_total", "state=\"Missed\",type=\"Policy\"", 0, 0)]
    [InlineData("fsxportal_tasks", "step=\"Waiting\"", 0, 0)]
    [InlineData("fsxportal_clock_ahead_seconds", "other=\"Aws\"", -30, 30)]
    [InlineData("fsxportal_aws_calls_total", "operation=\"StartBackupJob\",result=\"Ok\",service=\"Backup\"", 4, 4)]
    [InlineData("fsxportal_aws_calls_total", "operation=\"DescribeFileSystems\",result=\"Ok\",service=\"FSx\"", 1, 100)]
    [InlineData("fsxportal_aws_calls_total", "operation=\"AssumeRole\",result=\"Ok\",service=\"STS\"", 1, 10)]
    [InlineData("fsxportal_aws_call_duration_seconds_sum", "operation=\"StartCopyJob\",result=\"Ok\",service=\"Backup\"", 0.0001, 60)]
    [InlineData("fsxportal_lane_lag_seconds_count", "region=\"eu-central-1\"", 2, 1000)]
    [InlineData("fsxportal_lane_lag_seconds_sum", "region=\"eu-central-1\"", 0.000001, 600)]
    [InlineData("fsxportal_retention_deletions_total", "kind=\"Backup\"", 1, 1000)]
    [InlineData("fsxportal_job_queue_time_seconds_count", "job_name=\"LaneJob\"", 2, 1000)]
    [InlineData("fsxportal_job_queue_time_seconds_sum", "job_name=\"LaneJob\"", 0.000001, 600)]
    public void Prometheus_reads_what_the_session_did(string name, string labels, double least, double most)
    {
        var sample = Regex.Match(portal.Metrics, $$"""^{{name}}\{otel_scope_name="FsxPortal",{{labels}}\} (\S+)""", RegexOptions.Multiline);

        Assert.True(sample.Success, $"{name} {labels}: {portal.Metrics}");
        Assert.InRange(double.Parse(sample.Groups[1].Value, CultureInfo.InvariantCulture), least, most);
    }

    [Theory]
    [InlineData("http_server_request_duration_seconds_count")]
    [InlineData("http_client_request_duration_seconds_count")]
    [InlineData("dotnet_gc_collections_total")]
    public void Prometheus_reads_what_the_framework_measures(string name) =>
        Assert.Contains($"\n{name}{{", portal.Metrics, StringComparison.Ordinal);

    [Fact]
    public void No_label_of_the_portal_names_a_thing_of_AWS()
    {
        var ours = portal.Metrics.Split('\n').Where(line => line.StartsWith("fsxportal_", StringComparison.Ordinal));

        Assert.All(
            ours.Select(line => line[..line.IndexOf('}', StringComparison.Ordinal)]), line =>
                Assert.DoesNotMatch("arn:|fs-[0-9a-f]|[0-9]{12}|[0-9a-f]{8}-[0-9a-f]{4}", line));
    }

    [Fact]
    public async Task A_caller_behind_a_proxy_gets_no_metrics()
    {
        Assert.Equal(HttpStatusCode.OK, (await portal.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.GetAsync("/metrics", ("X-Forwarded-For", "192.0.2.1"))).StatusCode);
    }

    [Fact]
    public async Task A_refused_request_is_answered_with_its_trace_id()
    {
        var answer = await portal.GetAsync(
            $"sessions/{Guid.Empty}", ("traceparent", $"00-{RunningPortal.TraceOfClick}-00f067aa0ba902b7-01"));

        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Contains(RunningPortal.TraceOfClick, Text(problem!["traceId"]), StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_reaches_the_log()
    {
        var written = string.Join('\n', portal.Lines);
        Assert.Contains(portal.Secrets, secret => secret.Value == DemoCompany.SecretKey);
        Assert.Contains(portal.Secrets.Keys, name => name.StartsWith("the session token", StringComparison.Ordinal));

        Assert.Contains("\"LogLevel\":\"Debug\",\"Category\":\"Microsoft.EntityFrameworkCore", written, StringComparison.Ordinal);
        Assert.All(portal.Secrets, secret => Assert.False(written.Contains(secret.Value, StringComparison.Ordinal), secret.Key));
        Assert.DoesNotContain(portal.Token, written, StringComparison.Ordinal);
        Assert.DoesNotMatch("AWS4-HMAC-SHA256|Signature=|X-Amz-Security-Token", written);
    }

    [Fact]
    public void The_log_leads_from_the_click_to_the_jobs_in_AWS()
    {
        var lines = portal.Lines.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToList();

        var start = Assert.Single(lines, line => Text(line["Message"]).StartsWith("Session started by", StringComparison.Ordinal));
        Assert.Equal(RunningPortal.TraceOfClick, Scoped(start, "TraceId"));
        Assert.Equal($"{portal.SessionId}", Scoped(start, "SessionId"));

        var jobs = lines.Where(line => Text(line["Message"]).StartsWith("AWS runs the backup job", StringComparison.Ordinal)
            && Scoped(line, "SessionId") == $"{portal.SessionId}").ToList();
        Assert.Equal(4, jobs.Count);
        Assert.All(jobs, job => Assert.Equal(PortalTrace.TraceIdOf(portal.SessionId), Scoped(job, "TraceId")));
        Assert.Equal(4, jobs.Select(job => Scoped(job, "TaskId")).Distinct().Count());
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static string? Scoped(JsonNode line, string name) =>
        line["Scopes"]!.AsArray().OfType<JsonObject>().Select(scope => (string?)scope[name]).FirstOrDefault(value => value is not null);
}
