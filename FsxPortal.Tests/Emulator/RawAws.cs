using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsxPortal.Tests.AwsSdk;

namespace FsxPortal.Tests.Emulator;

/// <summary>Somebody who speaks to AWS without any SDK: one key, one Region.</summary>
public sealed record RawAws(HttpClient Http, string Region, string AccessKey, string Secret, string? Token = null)
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>When requests say they were signed; the real time if not told.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    public Task<RawAnswer> BackupAsync(string method, string target, JsonObject? body = null) =>
        SendAsync(method, target, "backup", [], body?.ToJsonString() ?? "");

    /// <summary>Asks AWS Backup for something and demands it.</summary>
    public async Task<RawAnswer> GetAsync(string target) => (await BackupAsync("GET", target)).Accepted();

    public Task<RawAnswer> FsxAsync(string operation, JsonObject? members = null) =>
        TargetAsync("fsx", $"AWSSimbaAPIService_v20180301.{operation}", members);

    public Task<RawAnswer> KmsAsync(string operation, JsonObject? members = null) =>
        TargetAsync("kms", $"TrentService.{operation}", members);

    public Task<RawAnswer> StsAsync(string action, params (string Name, string Value)[] members) =>
        QueryAsync("sts", action, "2011-06-15", members);

    public Task<RawAnswer> Ec2Async(string action, params (string Name, string Value)[] members) =>
        QueryAsync("ec2", action, "2016-11-15", members);

    public Task<RawAnswer> IamAsync(string action, params (string Name, string Value)[] members) =>
        QueryAsync("iam", action, "2010-05-08", members);

    /// <summary>Signs and sends.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query, encoded.</param>
    /// <param name="service">The service the signature is for; none sends the request without one.</param>
    /// <param name="headers">Headers that are signed too.</param>
    /// <param name="body">The body.</param>
    public async Task<RawAnswer> SendAsync(string method, string target, string? service, Dictionary<string, string> headers, string body)
    {
        // Not even the way a path is encoded may change on its way.
        var uri = new Uri(
            Http.BaseAddress!.GetLeftPart(UriPartial.Authority)
                + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(
            new HttpMethod(method), uri)
        { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in service is null ? headers : Signed(method, target, service, headers, body, uri.Authority))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var error = response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.Single() : null;
        return new RawAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, error, text);
    }

    private Dictionary<string, string> Signed(
        string method, string target, string service, Dictionary<string, string> headers, string body, string host)
    {
        var time = (SignedAt ?? TimeProvider.System.GetUtcNow()).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{Region}/{service}/aws4_request";
        var signed = new Dictionary<string, string>(headers) { ["host"] = host, ["x-amz-date"] = time };
        if (Token is not null)
        {
            signed["x-amz-security-token"] = Token;
        }

        var names = string.Join(';', signed.Keys.Order(StringComparer.Ordinal));
        var signature = SigV4.Sign(method, target, signed, body, Secret, scope);
        return new(
            signed)
        {
            ["authorization"] =
                $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}"
        };
    }

    private Task<RawAnswer> TargetAsync(string service, string target, JsonObject? members) =>
        SendAsync(
            "POST", "/", service, new() { ["content-type"] = "application/x-amz-json-1.1", ["x-amz-target"] = target }, (members ?? [])
                .ToJsonString());

    private Task<RawAnswer> QueryAsync(string service, string action, string version, (string Name, string Value)[] members)
    {
        var fields = members.Prepend(("Version", version)).Prepend(("Action", action))
            .Select(member => $"{member.Item1}={WebUtility.UrlEncode(member.Item2)}");
        return SendAsync("POST", "/", service, new() { ["content-type"] = Form }, string.Join('&', fields));
    }
}
