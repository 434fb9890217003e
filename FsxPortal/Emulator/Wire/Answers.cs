using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace FsxPortal.Emulator.Wire;

/// <summary>Writes answers and refusals the way each protocol has them.</summary>
public static class Answers
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>Writes what a service answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="service">The service by its signing name.</param>
    /// <param name="answer">JSON or XML.</param>
    public static async Task WriteAsync(HttpContext http, string service, object answer)
    {
        if (answer is XElement xml)
        {
            http.Response.ContentType = "text/xml";
            await http.Response.WriteAsync(xml.ToString(), http.RequestAborted);
            return;
        }

        var json = (JsonObject)answer;
        if (service == "backup" && json.Count == 0)
        {
            http.Response.ContentLength = 0;
            return;
        }

        DropEmpty(json);
        http.Response.ContentType = JsonType(service);
        await http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }

    /// <summary>Writes a refusal.</summary>
    public static async Task RefuseAsync(HttpContext http, string service, AwsError error, string requestId)
    {
        http.Response.StatusCode = service == "ec2" && CodeOf(service, error) == "AuthFailure" ? StatusCodes.Status401Unauthorized : error.Status;
        if (service is "sts" or "ec2")
        {
            http.Response.ContentType = "text/xml";
            var body = service == "sts" ? StsBody(CodeOf(service, error), error.Message, requestId) : Ec2Body(CodeOf(service, error), error.Message, requestId);
            await http.Response.WriteAsync(body.ToString(), http.RequestAborted);
            return;
        }

        http.Response.ContentType = JsonType(service);
        http.Response.Headers["x-amzn-ErrorType"] = error.Code;
        var json = service == "backup"
            ? new JsonObject { ["Code"] = error.Code, ["Message"] = error.Message, ["Type"] = "Client" }
            : new JsonObject { ["__type"] = error.Code, ["message"] = error.Message, ["Message"] = error.Message };
        await http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
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

    // The older protocols have older names for the same refusals.
    private static string CodeOf(string service, AwsError error) => (service, error.Code) switch
    {
        ("sts", "UnrecognizedClientException") => "InvalidClientTokenId",
        ("sts", "InvalidSignatureException") => "SignatureDoesNotMatch",
        ("sts", "ExpiredTokenException") => "ExpiredToken",
        ("ec2", "UnrecognizedClientException" or "InvalidSignatureException") => "AuthFailure",
        ("ec2", "ExpiredTokenException") => "RequestExpired",
        ("sts" or "ec2", "MissingAuthenticationTokenException") => "MissingAuthenticationToken",
        _ => error.Code,
    };

    private static XElement StsBody(string code, string message, string requestId) => new(Sts + "ErrorResponse",
        new XElement(Sts + "Error", new XElement(Sts + "Type", "Sender"), new XElement(Sts + "Code", code), new XElement(Sts + "Message", message)),
        new XElement(Sts + "RequestId", requestId));

    private static XElement Ec2Body(string code, string message, string requestId) => new("Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", code), new XElement("Message", message))),
        new XElement("RequestID", requestId));
}
