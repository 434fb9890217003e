using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.Wire;

/// <summary>A request as far as its signature covers it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="RawPath">The path as it came over the wire.</param>
/// <param name="RawQuery">The query as it came over the wire, without the question mark.</param>
/// <param name="Headers">All headers, names in lower case.</param>
/// <param name="Body">The body.</param>
public sealed record SignedRequest(
    string Method, string RawPath, string RawQuery, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>AWS Signature Version 4 as AWS documents it for every service but S3.</summary>
public static class SignatureV4
{
    /// <summary>The signature a request must have.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="signedHeaders">The names the sender says it signed, separated by semicolons.</param>
    /// <param name="scope">Date, Region, service and terminator, separated by slashes.</param>
    /// <param name="timestamp">The sender's time, <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="secret">The secret key.</param>
    public static string Compute(SignedRequest request, string signedHeaders, string scope, string timestamp, string secret)
    {
        var toSign = string.Join(
            '\n', "AWS4-HMAC-SHA256", timestamp, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request, signedHeaders)))));
        var key = scope.Split('/')
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    /// <summary>The canonical request.</summary>
    public static string Canonical(SignedRequest request, string signedHeaders)
    {
        var headers = signedHeaders.Split(';').Select(name => $"{name}:{Trim(request.Headers.GetValueOrDefault(name, ""))}\n");
        return string.Join(
            '\n', request.Method, CanonicalPath(request.RawPath), CanonicalQuery(request.RawQuery), string.Concat(headers), signedHeaders,
            Hex(SHA256.HashData(request.Body)));
    }

    // The path is encoded once more than it was sent.
    private static string CanonicalPath(string rawPath) =>
        rawPath.Length == 0 ? "/" : string.Join('/', rawPath.Split('/').Select(Uri.EscapeDataString));

    private static string CanonicalQuery(string rawQuery) => string.Join('&', rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Encode(pair[0]), Value: Encode(pair.Length > 1 ? pair[1] : "")))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encode(string raw) => Uri.EscapeDataString(Uri.UnescapeDataString(raw));

    private static string Trim(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Reads <c>yyyyMMddTHHmmssZ</c>.</summary>
    public static bool TryReadTime(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
