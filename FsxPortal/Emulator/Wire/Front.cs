using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace FsxPortal.Emulator.Wire;

/// <summary>Speaks the wire: finds out what is asked, has it carried out, and answers the way each protocol does.</summary>
public sealed class Front(EmulatedAws aws)
{
    private const int MaxBody = 4 << 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Answers one request to an AWS service.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        var realNow = TimeProvider.System.GetUtcNow();
        var requestId = Guid.CreateVersion7(realNow).ToString();
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        Caller? caller = null;
        var operation = "";
        JsonObject members = [];
        try
        {
            caller = aws.Verify(request, realNow);
            (operation, members) = Understand(caller.Service, request);
            var (answer, effect) = aws.Answer(caller, operation, members.DeepClone().AsObject(), realNow);
            Record(caller, operation, members, 200, null, effect);
            await Answers.WriteAsync(http, caller.Service, answer);
        }
        catch (AwsError error)
        {
            Record(caller, operation, members, error.Status, error.Code, "");
            await Answers.RefuseAsync(http, caller?.Service ?? ServiceOf(request), error, requestId);
        }
    }

    private void Record(Caller? caller, string operation, JsonObject members, int status, string? error, string effect)
    {
        var now = aws.Clock.Now;
        aws.Journal.Add(number => new JournalEntry(
            number, now, caller?.Account ?? "", caller?.Region ?? "", caller?.Service ?? "", operation, members, status, error, effect));
    }

    private static async Task<SignedRequest> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length > MaxBody)
        {
            throw new BadHttpRequestException("The body is too large.", (int)HttpStatusCode.RequestEntityTooLarge);
        }

        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value!));
        return new SignedRequest(http.Request.Method, target[0], target.Length > 1 ? target[1] : "", headers, body.ToArray());
    }

    private static (string Operation, JsonObject Members) Understand(string service, SignedRequest request) => service switch
    {
        "backup" => RestPaths.Match(request),
        "sts" or "ec2" => Form(request),
        _ => (request.Headers.GetValueOrDefault("x-amz-target", "").Split('.')[^1], Json(request.Body)),
    };

    /// <summary>The members of a JSON body.</summary>
    public static JsonObject Json(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body, null, Strict) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw new AwsError("SerializationException", "The body is not valid JSON.");
        }
    }

    private static (string Operation, JsonObject Members) Form(SignedRequest request)
    {
        var members = new JsonObject();
        foreach (var pair in Encoding.UTF8.GetString(request.Body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            members[WebUtility.UrlDecode(parts[0])] = WebUtility.UrlDecode(parts.Length > 1 ? parts[1] : "");
        }

        members.Remove(Call.RealExpiry);
        return ((string?)members["Action"] ?? "", members);
    }

    private static string ServiceOf(SignedRequest request) => request.Headers.GetValueOrDefault("x-amz-target", "") switch
    {
        var target when target.StartsWith("AWSSimbaAPIService", StringComparison.Ordinal) => "fsx",
        var target when target.StartsWith("TrentService", StringComparison.Ordinal) => "kms",
        _ when request.Headers.GetValueOrDefault("content-type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) =>
            Encoding.UTF8.GetString(request.Body).Contains("Version=2016-11-15", StringComparison.Ordinal) ? "ec2" : "sts",
        _ => "backup",
    };
}
