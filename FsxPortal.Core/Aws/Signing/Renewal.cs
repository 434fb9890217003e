using System.Collections.Frozen;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace FsxPortal.Core.Aws.Signing;

/// <summary>Makes a call once more whose signature AWS did not take: with new credentials where they had expired, at the corrected time
/// where the clocks differ.</summary>
/// <remarks>
/// The SDK corrects the time by the date of each answer, but gives up after a few tries, and it renews credentials when they are due by
/// this machine's clock, not when AWS says that they are over. It is the same call all along: what is known of lost answers stays known.
/// </remarks>
internal sealed class Renewal : PipelineHandler
{
    private const int MostTries = 4;

    private static readonly FrozenSet<string> Expired = FrozenSet.Create(
        "ExpiredTokenException", "ExpiredToken", "TokenRefreshRequired", "UnrecognizedClientException", "InvalidClientTokenId");

    private static readonly FrozenSet<string> Untimely = FrozenSet.Create(
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException", "SignatureDoesNotMatch");

    /// <summary>Whether a refusal says that credentials have expired or that clocks differ, which passes, and not that somebody is unknown
    /// or may not do a thing.</summary>
    public static bool IsPassing(AmazonServiceException refusal) => refusal.ErrorCode switch
    {
        "ExpiredTokenException" or "ExpiredToken" or "TokenRefreshRequired" or "RequestTimeTooSkewed" or "RequestExpired"
            or "RequestInTheFuture" => true,

        // AWS has one code for a time that is too far off and for a secret that is wrong; its words tell.
        "InvalidSignatureException" or "SignatureDoesNotMatch" =>
            refusal.Message.Contains("expired", StringComparison.OrdinalIgnoreCase)
            || refusal.Message.Contains("not yet current", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await base.InvokeAsync<T>(executionContext);
            }
            catch (AmazonServiceException refusal) when (tries < MostTries && MayPass(refusal.ErrorCode))
            {
                if (Expired.Contains(refusal.ErrorCode) && call.Identity is RefreshingAWSCredentials credentials)
                {
                    credentials.ClearCredentials();
                }

                (call.Retries, call.IsSigned) = (0, false);
            }
        }
    }

    private static bool MayPass(string? code) => code is not null && (Expired.Contains(code) || Untimely.Contains(code));
}
