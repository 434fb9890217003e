using FsxPortal.Core.Telemetry;
using Hangfire.Common;
using Hangfire.Server;

namespace FsxPortal.Core.Jobs;

/// <summary>Measures how long each job waited until a worker began with it.</summary>
public sealed class QueueTimes(Clocks clocks) : IServerFilter, IJobFilterProvider
{
    /// <inheritdoc/>
    public IEnumerable<JobFilter> GetFilters(Job job) => [new(this, JobFilterScope.Global, null)];

    /// <inheritdoc/>
    public void OnPerforming(PerformingContext context) => PortalMeter.JobStarted(
        context.BackgroundJob.Job.Type.Name,
        clocks.RealNow - new DateTimeOffset(DateTime.SpecifyKind(context.BackgroundJob.CreatedAt, DateTimeKind.Utc)));

    /// <inheritdoc/>
    public void OnPerformed(PerformedContext context)
    {
    }
}
