using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Wire;

/// <summary>Who signed a request, and for which service and Region.</summary>
public sealed partial record Caller(string Account, string Region, string Service, string Principal)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <summary>Verifies the signature of a request against the credentials the emulator knows.</summary>
    /// <exception cref="AwsError">The request is not signed, or not rightly.</exception>
    public static Caller Verify(SignedRequest request, Credentials credentials, DateTimeOffset realNow)
    {
        var match = Authorization().Match(request.Headers.GetValueOrDefault("authorization", ""));
        if (!match.Success)
        {
            throw new AwsError("MissingAuthenticationTokenException", "Request is missing Authentication Token", 403);
        }

        var timestamp = request.Headers.GetValueOrDefault("x-amz-date");
        var scope = match.Groups["scope"].Value;
        var key = credentials.Find(match.Groups["key"].Value)
            ?? throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
        if (!SignatureV4.TryReadTime(timestamp, out var signedAt) || (realNow - signedAt).Duration() > MaxSkew
            || !scope.StartsWith(timestamp![..8], StringComparison.Ordinal))
        {
            throw new AwsError(
                "InvalidSignatureException", $"Signature expired: {timestamp} is not within 15 minutes of {realNow:yyyyMMddTHHmmssZ}", 403);
        }

        DemandToken(request, key, realNow);
        var expected = SignatureV4.Compute(request, match.Groups["headers"].Value, scope, timestamp, key.Secret);
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(match.Groups["signature"].Value)))
        {
            throw new AwsError(
                "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.", 403);
        }

        var parts = scope.Split('/');
        return new Caller(key.Account, parts[1], parts[2], key.Principal);
    }

    /// <summary>Who a request says it comes from, before anybody has verified it; none if it does not say so.</summary>
    public static Caller? Claimed(SignedRequest request, Credentials credentials)
    {
        var match = Authorization().Match(request.Headers.GetValueOrDefault("authorization", ""));
        if (!match.Success)
        {
            return null;
        }

        var (key, parts) = (credentials.Find(match.Groups["key"].Value), match.Groups["scope"].Value.Split('/'));
        return new Caller(key?.Account ?? "", parts[1], parts[2], key?.Principal ?? "");
    }

    private static void DemandToken(SignedRequest request, AccessKey key, DateTimeOffset realNow)
    {
        if (key.Token != request.Headers.GetValueOrDefault("x-amz-security-token"))
        {
            throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
        }

        if (key.ExpiresAt < realNow)
        {
            throw new AwsError("ExpiredTokenException", "The security token included in the request is expired", 403);
        }
    }

    [GeneratedRegex(
        @"^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<scope>\d{8}/[^/]+/[^/]+/aws4_request),\s*SignedHeaders=(?<headers>[^,]+),\s*Signature=(?<signature>[0-9a-f]{64})\z")]
    private static partial Regex Authorization();
}
