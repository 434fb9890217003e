using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace FsxPortal.Setup.Limits;

/// <summary>Counts, for each address, the requests of programs that show no good token.</summary>
internal sealed class RefusedSignIns(IOptions<LimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.Value.RefusedPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>Counts one; the lease says whether it was one too many.</summary>
    public RateLimitLease Count(string address) => _limiter.AttemptAcquire(address);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
