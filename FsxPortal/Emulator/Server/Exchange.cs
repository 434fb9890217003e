using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Faults;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator.Server;

/// <summary>One request as far as it is understood, and what has come of it.</summary>
public sealed class Exchange
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Understands a request.</summary>
    /// <param name="request">What came over the wire.</param>
    /// <param name="claimed">Who it says it comes from; not verified yet.</param>
    public Exchange(SignedRequest request, Caller? claimed)
    {
        Request = request;
        Claimed = claimed;
        Service = claimed?.Service ?? ServiceOf(request);
        try
        {
            (Operation, Members) = Understand(Service, request);
        }
        catch (AwsError unclear)
        {
            Unclear = unclear;
        }

        foreach (var forged in Members.Select(pair => pair.Key).Where(Call.IsOurs).ToList())
        {
            Members.Remove(forged);
        }
    }

    public SignedRequest Request { get; }

    public Caller? Claimed { get; }

    public string Service { get; }

    public string Operation { get; } = "";

    public JsonObject Members { get; } = [];

    /// <summary>Why the request is not understood; none if it is.</summary>
    public AwsError? Unclear { get; }

    /// <summary>The caller, once verified.</summary>
    public Caller? Caller { get; set; }

    /// <summary>The rule that hits the request; none for nearly all.</summary>
    public FaultRule? Fault { get; set; }

    /// <summary>What the call has changed.</summary>
    public string Effect { get; set; } = "";

    public AwsError? Refusal { get; set; }

    public object Answer { get; set; } = new JsonObject();

    public FaultTarget Target => new(Service, Operation, Claimed?.Account ?? "", Claimed?.Region ?? "");

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

    private static (string Operation, JsonObject Members) Understand(string service, SignedRequest request) => service switch
    {
        "backup" => RestPaths.Match(request),
        "sts" or "ec2" or "iam" => Form(request),
        _ => (request.Headers.GetValueOrDefault("x-amz-target", "").Split('.')[^1], Json(request.Body)),
    };

    private static (string Operation, JsonObject Members) Form(SignedRequest request)
    {
        var members = new JsonObject();
        foreach (var pair in Encoding.UTF8.GetString(request.Body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            members[WebUtility.UrlDecode(parts[0])] = WebUtility.UrlDecode(parts.Length > 1 ? parts[1] : "");
        }

        return ((string?)members["Action"] ?? "", members);
    }

    private static string ServiceOf(SignedRequest request) => request.Headers.GetValueOrDefault("x-amz-target", "") switch
    {
        var target when target.StartsWith("AWSSimbaAPIService", StringComparison.Ordinal) => "fsx",
        var target when target.StartsWith("TrentService", StringComparison.Ordinal) => "kms",
        _ when request.Headers.GetValueOrDefault("content-type", "")
            .StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) =>
            Encoding.UTF8.GetString(request.Body).Contains("Version=2016-11-15", StringComparison.Ordinal) ? "ec2" : "sts",
        _ => "backup",
    };
}
