using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FsxPortal.Core.Telemetry;

/// <summary>What the portal counts and measures.</summary>
/// <remarks>Labels have few values: never a name, an id or an ARN. They are spelled as in the API.</remarks>
public static class PortalMeter
{
    /// <summary>By this name exporters know the portal's instruments.</summary>
    public const string Name = "FsxPortal";

    private static readonly InstrumentAdvice<double> CallSeconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<double> WaitSeconds =
        new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600] };

    private static readonly Meter Portal = new(Name);

    private static readonly Counter<long> SessionsEnded = Portal.CreateCounter<long>(
        "fsxportal.sessions.ended", "{session}", "Sessions that have ended.");

    private static readonly Counter<long> AwsCalls = Portal.CreateCounter<long>(
        "fsxportal.aws.calls", "{call}", "Calls to AWS, each with its retries.");

    private static readonly Counter<long> AwsRetries = Portal.CreateCounter<long>(
        "fsxportal.aws.retries", "{retry}", "Calls to AWS that the SDK sent once more, because AWS throttled or failed.");

    private static readonly Histogram<double> AwsDurations = Portal.CreateHistogram(
        "fsxportal.aws.call.duration", "s", "How long calls to AWS took, with their retries.", null, CallSeconds);

    private static readonly Histogram<double> LaneLags = Portal.CreateHistogram(
        "fsxportal.lane.lag", "s", "How long a lane wanted to be looked at before a node took it.", null, WaitSeconds);

    private static readonly Counter<long> Deletions = Portal.CreateCounter<long>(
        "fsxportal.retention.deletions", "{restore_point}", "Restore points that AWS no longer knows after retention deleted them.");

    private static readonly Histogram<double> QueueTimes = Portal.CreateHistogram(
        "fsxportal.job.queue_time", "s", "How long jobs waited for a worker.", null, WaitSeconds);

    private static readonly Gauge<long> AuditEntries = Portal.CreateGauge<long>(
        "fsxportal.audit.entries", "{entry}", "Entries of the audit trail at the last look at all of it. It never falls.");

    private static readonly Gauge<long> AuditFaults = Portal.CreateGauge<long>(
        "fsxportal.audit.broken", "{trail}", "1 if the audit trail is not what the portal wrote.");

    private static readonly UpDownCounter<long> Circuits = Portal.CreateUpDownCounter<long>(
        "fsxportal.circuits", "{circuit}", "Browser windows with an open page.");

    /// <summary>A session has ended.</summary>
    public static void SessionEnded(string type, string state) =>
        SessionsEnded.Add(1, new TagList { { "type", type }, { "state", state } });

    /// <summary>Shows a count from zero on: what appears with its first event is no increase to whoever watches.</summary>
    public static void ExpectSessions(string type, string state) =>
        SessionsEnded.Add(0, new TagList { { "type", type }, { "state", state } });

    /// <summary>A call to AWS has been answered, or was given up.</summary>
    public static void AwsCalled(string service, string operation, string result, TimeSpan took, int retries)
    {
        var call = new TagList { { "service", service }, { "operation", operation }, { "result", result } };
        AwsCalls.Add(1, call);
        AwsDurations.Record(took.TotalSeconds, call);
        if (retries > 0)
        {
            AwsRetries.Add(retries, new TagList { { "service", service }, { "operation", operation } });
        }
    }

    /// <summary>A lane has been taken.</summary>
    public static void LaneTaken(string region, TimeSpan lag) =>
        LaneLags.Record(Math.Max(0, lag.TotalSeconds), new TagList { { "region", region } });

    /// <summary>Retention has deleted something, and AWS agrees.</summary>
    public static void DeletionConfirmed(string kind) => Deletions.Add(1, new TagList { { "kind", kind } });

    /// <summary>A worker has begun with a job.</summary>
    public static void JobStarted(string job, TimeSpan waited) =>
        QueueTimes.Record(Math.Max(0, waited.TotalSeconds), new TagList { { "job_name", job } });

    /// <summary>The audit trail has been looked at.</summary>
    public static void AuditChecked(long entries, bool isWhole)
    {
        AuditEntries.Record(entries);
        AuditFaults.Record(isWhole ? 0 : 1);
    }

    /// <summary>A browser window has come.</summary>
    public static void CircuitOpened() => Circuits.Add(1);

    /// <summary>A browser window has gone.</summary>
    public static void CircuitClosed() => Circuits.Add(-1);

    /// <summary>Has the differences of clocks asked for whenever somebody reads the instruments, until the result is disposed.</summary>
    public static IDisposable ObserveClocks(Func<IEnumerable<(string Other, double Ahead)>> read)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge(
            "fsxportal.clock.ahead", () =>
                read().Select(clock => new Measurement<double>(clock.Ahead, new TagList { { "other", clock.Other } })), "s",
                    "By how much this machine's clock is ahead of another one; negative if it is behind.");
        return meter;
    }

    /// <summary>Has open tasks and standstills asked for whenever somebody reads the instruments, until the result is disposed.</summary>
    public static IDisposable ObserveState(
        Func<IEnumerable<(string Step, long Count)>> readTasks, Func<IEnumerable<(string Kind, long Count)>> readStandstills)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge(
            "fsxportal.tasks", () => Measure("step", readTasks()), "{task}", "Open tasks.");
        meter.CreateObservableGauge(
            "fsxportal.standstills", () => Measure("kind", readStandstills()), "{thing}", "What has waited for longer than it should.");
        return meter;
    }

    private static IEnumerable<Measurement<long>> Measure(string label, IEnumerable<(string Value, long Count)> counts) =>
        counts.Select(count => new Measurement<long>(count.Count, new TagList { { label, count.Value } }));
}
