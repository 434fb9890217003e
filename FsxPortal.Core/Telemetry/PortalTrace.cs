using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Telemetry;

/// <summary>Ties together what is done for one session, from the click to the calls to AWS.</summary>
/// <remarks>
/// A session's id is the id of its trace: whatever is done for it, on whichever node and however much later, lies in that trace.
/// The click, or the request of a program, has a trace of its own that leads there.
/// </remarks>
public static class PortalTrace
{
    /// <summary>By this name exporters know the portal's activities.</summary>
    public const string Name = "FsxPortal";

    private const string SessionTag = "session.id";
    private const string TaskTag = "task.id";

    private static readonly ActivitySource Source = new(Name);

    private static readonly Func<ILogger, Guid, IDisposable?> SessionScope = LoggerMessage.DefineScope<Guid>("SessionId:{SessionId}");
    private static readonly Func<ILogger, Guid, Guid, IDisposable?> TaskScope = LoggerMessage.DefineScope<Guid, Guid>(
        "SessionId:{SessionId}, TaskId:{TaskId}");

    /// <summary>The id of the trace in which everything lies that is done for a session.</summary>
    public static string TraceIdOf(Guid sessionId) => sessionId.ToString("N");

    /// <summary>Begins what a person asks for: a trace of its own, even if nobody listens.</summary>
    /// <remarks>A browser window's connection lasts for hours; its clicks have nothing to do with one another.</remarks>
    public static Activity Click()
    {
        Activity.Current = null;
        return Source.StartActivity("click") ?? new Activity("click").Start();
    }

    /// <summary>Begins one look at a lane.</summary>
    public static Activity? Pass(string awsAccount, string region) => Source.StartActivity(
        "lane pass", ActivityKind.Internal, default(ActivityContext), [new("cloud.account.id", awsAccount), new("cloud.region", region)]);

    /// <summary>Begins a call to AWS.</summary>
    public static Activity? AwsCall(string service, string operation) => Source.StartActivity(
        $"{service}/{operation}", ActivityKind.Client, default(ActivityContext),
        [new("rpc.system", "aws-api"), new("rpc.service", service), new("rpc.method", operation)]);

    /// <summary>Says that what is being done was for a session, and marks what is logged until the result is disposed.</summary>
    public static IDisposable? Serve(ILogger log, Guid sessionId)
    {
        Activity.Current?.SetTag(SessionTag, sessionId.ToString()).AddLink(new ActivityLink(ContextOf(sessionId)));
        return SessionScope(log, sessionId);
    }

    /// <summary>Begins something done for a session, or for one of its tasks; the result ends it.</summary>
    public static IDisposable Begin(ILogger log, string what, Guid sessionId, Guid? taskId)
    {
        ActivityLink[] origin = Activity.Current is { } current ? [new ActivityLink(current.Context)] : [];
        var activity = Source.StartActivity(
            what, ActivityKind.Internal, ContextOf(sessionId), [new(SessionTag, sessionId.ToString())], origin);
        if (taskId is { } id)
        {
            activity?.SetTag(TaskTag, id.ToString());
            return new Work(activity, TaskScope(log, sessionId, id));
        }

        return new Work(activity, SessionScope(log, sessionId));
    }

    // A session has no span of its own. A parent span id is derived from the session's id, so that all its spans share one trace.
    private static ActivityContext ContextOf(Guid sessionId)
    {
        var id = TraceIdOf(sessionId);
        return new ActivityContext(
            ActivityTraceId.CreateFromString(id), ActivitySpanId.CreateFromString(id.AsSpan(16)), ActivityTraceFlags.Recorded,
            isRemote: true);
    }

    private sealed class Work(Activity? activity, IDisposable? scope) : IDisposable
    {
        public void Dispose()
        {
            scope?.Dispose();
            activity?.Dispose();
        }
    }
}
