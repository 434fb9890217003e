using FsxPortal.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FsxPortal.Api.Http;

/// <summary>Whether this machine's clock agrees with those of AWS and of the database. The portal serves all the same where it does
/// not.</summary>
internal sealed class ClockCheck(ClockWatch watch) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. watch.Differences.Where(difference => difference.IsLarge).Select(difference => difference.Text)];
        if (watch.Doubt is not null)
        {
            texts.Add("Nothing is planned by the schedules until then.");
        }

        return Task.FromResult(texts.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', texts)));
    }
}
