using System.ComponentModel;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Engine.Planning;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>Forgets what has been over for long, notes what has expired, and has every schedule looked at anew.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class CleanupJob(RecordCleanup cleanup, ApprovalExpiry approvals, Scheduler scheduler)
{
    [DisplayName("Cleanup")]
    public async Task RunAsync(CancellationToken cancel)
    {
        await scheduler.LookAtAllAsync(cancel);
        await approvals.RunAsync(cancel);
        await cleanup.RunAsync(cancel);
    }
}
