using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace FsxPortal.Emulator.Wire;

/// <summary>An answer as it goes over the wire.</summary>
public sealed record Reply(int Status, string? ContentType, string Body, string? ErrorType = null);

/// <summary>Puts answers and refusals into the words each protocol has for them.</summary>
public static class Answers
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static readonly XNamespace Iam = "https://iam.amazonaws.com/doc/2010-05-08/";

    /// <summary>What a service answers.</summary>
    /// <param name="service">The service by its signing name.</param>
    /// <param name="answer">JSON or XML.</param>
    public static Reply Accept(string service, object answer)
    {
        if (answer is XElement xml)
        {
            return new Reply(StatusCodes.Status200OK, "text/xml", xml.ToString());
        }

        var json = (JsonObject)answer;
        if (service == "backup" && json.Count == 0)
        {
            return new Reply(StatusCodes.Status200OK, null, "");
        }

        DropEmpty(json);
        return new Reply(StatusCodes.Status200OK, JsonType(service), json.ToJsonString());
    }

    /// <summary>A refusal.</summary>
    public static Reply Refuse(string service, AwsError error, string requestId)
    {
        var code = CodeOf(service, error);
        if (service is "sts" or "ec2" or "iam")
        {
            var body = service == "ec2" ? Ec2Body(code, error.Message, requestId) : QueryBody(service, code, error.Message, requestId);
            return new Reply(
                code switch { "AuthFailure" => 401, "RequestLimitExceeded" => 503, _ => error.Status }, "text/xml", body.ToString());
        }

        var json = service == "backup"
            ? new JsonObject { ["Code"] = code, ["Message"] = error.Message, ["Type"] = error.Status >= 500 ? "Server" : "Client" }
            : new JsonObject { ["__type"] = code, ["message"] = error.Message, ["Message"] = error.Message };
        foreach (var (name, value) in error.Members)
        {
            json[name] = value?.DeepClone();
        }

        return new Reply(error.Status, JsonType(service), json.ToJsonString(), code);
    }

    private static string JsonType(string service) => service == "backup" ? "application/json" : "application/x-amz-json-1.1";

    // AWS leaves members without a value out.
    private static void DropEmpty(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                DropEmpty(item);
            }
        }
        else if (node is JsonObject shape)
        {
            foreach (var empty in shape.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
            {
                shape.Remove(empty);
            }

            foreach (var (_, value) in shape)
            {
                DropEmpty(value);
            }
        }
    }

    // Services have their own names for the same refusals, above all the older ones.
    private static string CodeOf(string service, AwsError error) => (service, error.Code) switch
    {
        ("sts" or "iam", "UnrecognizedClientException") => "InvalidClientTokenId",
        ("sts" or "iam", "InvalidSignatureException") => "SignatureDoesNotMatch",
        ("sts" or "iam", "ExpiredTokenException") => "ExpiredToken",
        ("sts" or "iam", "ThrottlingException") => "Throttling",
        ("ec2", "UnrecognizedClientException" or "InvalidSignatureException") => "AuthFailure",
        ("ec2", "ExpiredTokenException") => "RequestExpired",
        ("ec2", "ThrottlingException") => "RequestLimitExceeded",
        ("ec2", "AccessDeniedException") => "UnauthorizedOperation",
        ("sts" or "iam", "AccessDeniedException") => "AccessDenied",
        ("sts" or "ec2" or "iam", "MissingAuthenticationTokenException") => "MissingAuthenticationToken",
        ("backup", "InternalFailure") => "ServiceUnavailableException",
        ("fsx", "InternalFailure") => "InternalServerError",
        ("kms", "InternalFailure") => "KMSInternalException",
        ("ec2", "InternalFailure") => "InternalError",
        _ => error.Code,
    };

    private static XElement QueryBody(string service, string code, string message, string requestId)
    {
        var space = service == "sts" ? Sts : Iam;
        return new XElement(space + "ErrorResponse",
            new XElement(
                space + "Error", new XElement(space + "Type", "Sender"), new XElement(space + "Code", code),
                new XElement(space + "Message", message)),
            new XElement(space + "RequestId", requestId));
    }

    private static XElement Ec2Body(string code, string message, string requestId) => new("Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", code), new XElement("Message", message))),
        new XElement("RequestID", requestId));
}
