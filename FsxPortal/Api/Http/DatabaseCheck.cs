using FsxPortal.Core.Queries;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FsxPortal.Api.Http;

/// <summary>Whether the database can be read and written.</summary>
internal sealed class DatabaseCheck(DatabaseHealth database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.CheckWritingAsync(cancellationToken) is { } reason ? HealthCheckResult.Unhealthy(reason)
            : HealthCheckResult.Healthy();
}
