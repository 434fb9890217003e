using System.Collections.Concurrent;
using System.Diagnostics;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Telemetry;
using FsxPortal.Tests.Engine;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Telemetry;

/// <summary>One id leads from the click to the calls to AWS.</summary>
public sealed class CorrelationTests : EngineTests
{
    [Fact]
    public async Task What_AWS_is_asked_for_a_session_lies_in_its_trace()
    {
        using var seen = new SeenActivities();
        await AddFileSystemsAsync("alpha");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());

        using var click = PortalTrace.Click();
        var sessionId = await Portal.StartPolicyAsync(policy);
        var session = await Portal.RunToEndAsync(sessionId);

        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Equal($"{sessionId}", click.GetTagItem("session.id"));
        Assert.Equal(PortalTrace.TraceIdOf(sessionId), Assert.Single(click.Links).Context.TraceId.ToHexString());
        var trace = seen.Of(PortalTrace.TraceIdOf(sessionId));
        var task = Assert.Single(await Portal.TasksAsync(sessionId));
        var start = Assert.Single(trace, activity => activity.OperationName == "StartBackup");
        Assert.Equal($"{task.Id}", start.GetTagItem("task.id"));
        var call = Assert.Single(trace, activity => activity.OperationName == "Backup/StartBackupJob");
        Assert.Equal(start.SpanId, call.ParentSpanId);
        Assert.NotNull(call.GetTagItem("aws.request_id"));
        Assert.All(
            ["RecordBackup", "Retain", "Judge", "Finish", "Session ended"], what =>
                Assert.Contains(trace, activity => activity.OperationName == what));
    }

    [Fact]
    public async Task A_click_is_a_trace_of_its_own_even_if_nobody_listens()
    {
        using var connection = new Activity("connection").Start();

        var first = await ClickAsync();
        var second = await ClickAsync();

        Assert.Equal(3, new[] { connection.TraceId, first, second }.Distinct().Count());
        Assert.Same(connection, Activity.Current);
    }

    private static async Task<ActivityTraceId> ClickAsync()
    {
        using var click = PortalTrace.Click();
        await Task.Yield();
        return click.TraceId;
    }

    /// <summary>Hears of the portal's activities; other tests have their share in them.</summary>
    private sealed class SeenActivities : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public SeenActivities()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == PortalTrace.Name,
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> Of(string traceId) => [.. _ended.Where(activity => activity.TraceId.ToHexString() == traceId)];

        public void Dispose() => _listener.Dispose();
    }
}
