using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FsxPortal.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FsxPortal.Setup.Health;

/// <summary>Whether AWS answers and accepts the portal's credentials. Asked rarely: health is looked at every few seconds.</summary>
public sealed class AwsCheck(IAmazonSecurityTokenService tokens, Clocks clocks) : IHealthCheck
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private (long At, string? Problem)? _last;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_last is not { } last || clocks.Since(last.At) > Remembered)
        {
            _last = last = (clocks.Stamp(), await AskAsync(cancellationToken));
        }

        return last.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();
    }

    private async Task<string?> AskAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clocks.Technical);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            await tokens.GetCallerIdentityAsync(new GetCallerIdentityRequest(), either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "AWS does not answer.";
        }
        catch (Exception refused) when (refused is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return $"AWS cannot be used: {refused.Message}";
        }
    }
}
