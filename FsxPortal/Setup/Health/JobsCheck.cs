using FsxPortal.Core;
using FsxPortal.Core.Jobs;
using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FsxPortal.Setup.Health;

/// <summary>Whether this node hands out what is due, and its job server works it off.</summary>
public sealed class JobsCheck(Heartbeat heartbeat, JobStorage storage, Clocks clocks) : IHealthCheck
{
    // Both beat every few seconds; a node that is silent for this long stands still.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Problem() is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());

    private string? Problem()
    {
        if (heartbeat.LastBeat is not { } beat || clocks.Since(beat) > Patience)
        {
            var since = heartbeat.LastBeat is { } last ? $" for {clocks.Since(last).TotalSeconds:0} s" : "";
            return $"What is due is not handed out{since}. The log says why.";
        }

        try
        {
            var name = Environment.MachineName.ToLowerInvariant();
            var servers = storage.GetMonitoringApi().Servers()
                .Where(server => server.Name.StartsWith($"{name}:{Environment.ProcessId}:", StringComparison.OrdinalIgnoreCase));
            return servers.Any(server => server.Heartbeat > clocks.RealNow.UtcDateTime - Patience) ? null
                : "The job server of this node does not work. The log says why.";
        }
        catch (Exception broken)
        {
            return $"The job storage cannot be used: {broken.Message}";
        }
    }
}
