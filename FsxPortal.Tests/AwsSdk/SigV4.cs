using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Tests.AwsSdk;

/// <summary>AWS Signature Version 4, written from its specification, to judge the signatures of others.</summary>
internal static class SigV4
{
    /// <param name="target">Path and query as sent.</param>
    /// <param name="headers">The signed headers.</param>
    /// <param name="scope">Day, Region, service and <c>aws4_request</c>.</param>
    public static string Sign(
        string method, string target, IReadOnlyDictionary<string, string> headers, string body, string secret, string scope)
    {
        var parts = target.Split('?', 2);
        var signed = headers.OrderBy(header => header.Key.ToLowerInvariant(), StringComparer.Ordinal).ToList();
        var canonical = string.Join(
            '\n',
            method,
            // Every service but S3 signs the path encoded once more.
            string.Join('/', parts[0].Split('/').Select(Uri.EscapeDataString)),
            string.Join('&', parts.Skip(1).SelectMany(query => query.Split('&')).Order(StringComparer.Ordinal)),
            string.Concat(signed.Select(header => $"{header.Key.ToLowerInvariant()}:{header.Value.Trim()}\n")),
            string.Join(';', signed.Select(header => header.Key.ToLowerInvariant())),
            Hash(body));
        var date = headers.Single(header => header.Key.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)).Value;
        var text = string.Create(CultureInfo.InvariantCulture, $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}");

        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);
        return Convert.ToHexStringLower(Mac(key, text));
    }

    /// <summary>The signature that a captured request should bear.</summary>
    public static string Expected(WireRequest request, string secret)
    {
        var (scope, names, _) = Authorization(request);
        var headers = names.Split(';').ToDictionary(name => name, name => request.Headers[name]);
        return Sign(request.Method, request.Target, headers, request.Body, secret, scope);
    }

    public static (string Scope, string SignedHeaders, string Signature) Authorization(WireRequest request)
    {
        var fields = request.Headers["Authorization"].Split(' ', 2)[1].Split(',')
            .Select(field => field.Trim().Split('=', 2))
            .ToDictionary(field => field[0], field => field[1]);
        return (fields["Credential"].Split('/', 2)[1], fields["SignedHeaders"], fields["Signature"]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
