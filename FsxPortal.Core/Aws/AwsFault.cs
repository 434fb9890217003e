using System.Collections.Frozen;
using System.Net;
using Amazon.Runtime;
using FsxPortal.Core.Aws.Signing;

namespace FsxPortal.Core.Aws;

/// <summary>What a failed call means for whoever made it.</summary>
public enum FaultKind
{
    /// <summary>AWS was not reached, or did not answer properly: whether the call had an effect is unknown.</summary>
    Unreachable,

    /// <summary>AWS asks to come back later.</summary>
    Busy,

    /// <summary>AWS did not take the signature, although calls are signed anew: credentials have expired, or the clocks differ. It passes
    /// when they are renewed or set right.</summary>
    Stale,

    /// <summary>Credentials or permissions are missing.</summary>
    Denied,

    /// <summary>The thing named in the call does not exist.</summary>
    NotFound,

    /// <summary>AWS will not do this, however often it is asked.</summary>
    Refused,
}

/// <summary>A call to AWS failed. The message is a sentence for people and says what to do.</summary>
public sealed class AwsFault(FaultKind kind, string message, Exception? cause) : Exception(message, cause)
{
    // Each service has words of its own for the same thing: STS and IAM those of the query protocol, EC2 its own.
    private static readonly FrozenSet<string> Throttles = FrozenSet.Create(
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "EC2ThrottledException", "SlowDown", "BandwidthLimitExceeded",
        "PriorRequestNotComplete");

    public FaultKind Kind { get; } = kind;

    /// <summary>Whether the same call may well succeed later, without anybody's doing anything about its permissions.</summary>
    public bool IsPassing => Kind is FaultKind.Unreachable or FaultKind.Busy or FaultKind.Stale;

    /// <summary>Whether AWS may have done what it was asked all the same: the answer to an earlier try of the call was lost.</summary>
    public bool MayHaveActed { get; } = LostAnswers.Marks(cause);

    /// <summary>Whether AWS has no time for more calls of this kind now, whatever they ask for.</summary>
    public bool IsThrottled { get; } = IsThrottling(cause);

    /// <summary>Makes the call and translates what the SDK throws.</summary>
    public static async Task<T> GuardAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (Translate(what, error) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>What became of a call that ended with <paramref name="error"/>, in one word.</summary>
    internal static string ResultOf(Exception error) => error switch
    {
        OperationCanceledException { InnerException: not TimeoutException } => "Canceled",
        _ when IsThrottling(error) => "Throttled",
        _ => (Translate("", error)?.Kind ?? FaultKind.Unreachable).ToString(),
    };

    private static bool IsThrottling(Exception? error) =>
        error is AmazonServiceException { ErrorCode: { } code } && Throttles.Contains(code);

    private static AwsFault? Translate(string what, Exception error) => error switch
    {
        AwsFault or OperationCanceledException { InnerException: not TimeoutException } => null,
        AmazonServiceException service when Renewal.IsPassing(service) =>
            new(FaultKind.Stale,
                $"AWS did not take the portal's signature to {what}: {service.Message} The portal tries again by itself; if this lasts, "
                    + $"renew its credentials and set the clock of this machine right.", service),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } service => OfCode(what, code, service),
        AmazonServiceException service when (int)service.StatusCode is >= 400 and < 500 =>
            new(FaultKind.Refused, $"AWS refused to {what}: {service.Message}", service),
        AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException
            or IOException =>
            new(FaultKind.Unreachable,
                $"AWS could not be reached to {what}: {Innermost(error)} Check the network and the endpoint; the portal goes on by itself.",
                error),
        _ => null,
    };

    private static AwsFault OfCode(string what, string code, AmazonServiceException error) => code switch
    {
        "ResourceNotFoundException" or "NotFoundException" or "NoSuchEntity" or "FileSystemNotFound" or "BackupNotFound"
            or "VolumeNotFound" =>
            new(FaultKind.NotFound, $"AWS does not know what it was asked to {what}: {error.Message}", error),
        "AccessDeniedException" or "AccessDenied" or "UnrecognizedClientException" or "InvalidClientTokenId"
            or "InvalidSignatureException" or "SignatureDoesNotMatch" or "OptInRequired" or "MissingAuthenticationTokenException" =>
            new(FaultKind.Denied, $"AWS denied to {what}: {error.Message} Check the role and its permissions.", error),
        "LimitExceededException" or "InvalidResourceStateException" or "BackupBeingCopied" or "BackupInProgress" or "BackupRestoring" =>
            Busy(what, error),
        _ when Throttles.Contains(code) => Busy(what, error),
        _ when error.StatusCode >= HttpStatusCode.InternalServerError || error.StatusCode == 0 =>
            new(FaultKind.Unreachable, $"AWS failed to {what} ({code}): {error.Message} The portal tries again by itself.", error),
        _ => new(FaultKind.Refused, $"AWS refused to {what}: {error.Message}", error),
    };

    private static AwsFault Busy(string what, AmazonServiceException error) =>
        new(FaultKind.Busy, $"AWS is busy and will {what} later: {error.Message}", error);

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.') + ".";
    }
}
