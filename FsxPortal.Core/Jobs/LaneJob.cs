using System.ComponentModel;
using FsxPortal.Core.Engine.Lanes;
using Hangfire;

namespace FsxPortal.Core.Jobs;

/// <summary>Makes one pass over a lane. When to come back is written in the lane's row; the tick reads it.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class LaneJob(LaneDriver driver)
{
    [DisplayName("Lane {0}")]
    public Task RunAsync(string lane, CancellationToken cancel) => driver.AdvanceAsync(lane, cancel);
}
