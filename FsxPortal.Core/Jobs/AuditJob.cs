using System.ComponentModel;
using FsxPortal.Core.Engine.Auditing;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>Has the audit trail looked at when it is time.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class AuditJob(TrailCheck check)
{
    [DisplayName("Check of the audit trail")]
    public Task RunAsync(CancellationToken cancel) => check.RunIfDueAsync(cancel);
}
