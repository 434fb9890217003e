using System.Threading.RateLimiting;
using FsxPortal.Auth.Doors;
using FsxPortal.Live;

namespace FsxPortal.Setup.Limits;

/// <summary>Gives every program the same share of the portal: whoever sends too much waits, and holds up nobody else.</summary>
/// <remarks>Pages and monitoring are not counted.</remarks>
public static class RequestLimits
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    // A call of the hub names a topic, and nothing else.
    private const int LongestCall = 1024;

    /// <summary>Registers the limits.</summary>
    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(LimitOptions.Section);
        var limits = section.Get<LimitOptions>() ?? new LimitOptions();
        builder.Services.Configure<LimitOptions>(section);
        builder.Services.AddSingleton<RefusedSignIns>();
        builder.Services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(AtOnce(limits), InTime(limits));
            options.OnRejected = (rejected, cancel) => new(TooMany.AnswerAsync(
                rejected.HttpContext, rejected.Lease, "You send more requests than one program may."));
        });
        builder.Services.AddSignalR().AddHubOptions<ProgressHub>(hub =>
        {
            hub.HandshakeTimeout = Handshake;
            hub.MaximumReceiveMessageSize = LongestCall;
        });
    }

    // A connection to the hub is a request that lasts as long as it.
    private static PartitionedRateLimiter<HttpContext> AtOnce(LimitOptions limits) => PartitionedRateLimiter.Create<HttpContext, string>(
        http => !ProgramRules.IsProgram(http.Request.Path) ? Free()
            : http.Request.Path.StartsWithSegments(ProgressHub.Path)
                ? RateLimitPartition.GetConcurrencyLimiter($"hub {Caller.Of(http)}", _ => Permits(limits.Connections))
                : RateLimitPartition.GetConcurrencyLimiter(Caller.Of(http), _ => Permits(limits.AtOnce)));

    private static PartitionedRateLimiter<HttpContext> InTime(LimitOptions limits) => PartitionedRateLimiter.Create<HttpContext, string>(
        http => !ProgramRules.IsProgram(http.Request.Path)
            ? Free()
            : RateLimitPartition.GetTokenBucketLimiter(Caller.Of(http), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = limits.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));

    private static RateLimitPartition<string> Free() => RateLimitPartition.GetNoLimiter("");

    private static ConcurrencyLimiterOptions Permits(int most) => new() { PermitLimit = most };
}
