using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>An error answer of AWS, or of whatever stands between us and AWS.</summary>
internal sealed record WireError(
    string Code, string Message, Exception? Inner, ErrorType Type, string? RequestId, HttpStatusCode Status, JsonElement Body)
{
    /// <summary>A request that AWS would misunderstand, refused before it is sent.</summary>
    public static WireError OfCaller(string message) =>
        new("InvalidRequest", message, null, ErrorType.Sender, null, 0, default);

    public static WireError Read(IWebResponseData response, byte[] content, Exception? inner, HttpStatusCode status)
    {
        var body = Parse(content);
        var code = Clean(response.GetHeaderValue("x-amzn-ErrorType"))
            ?? Clean(Text(body, "__type"))
            ?? Clean(Text(body, "code"))
            ?? Clean(Text(body, "Code"))
            ?? status.ToString();
        var message = Text(body, "message") ?? Text(body, "Message") ?? $"AWS answered {(int)status} ({code}) without saying why.";
        var type = (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return new(code, message, inner, type, response.GetHeaderValue("x-amzn-RequestId"), status, body);
    }

    /// <summary>A member of the error's body that is text, or null.</summary>
    public string? Member(string name) => Text(Body, name);

    /// <summary>A member of the error's body that is a value of an enum, or null.</summary>
    public T? Constant<T>(string name)
        where T : ConstantClass, IConstant<T> =>
        Member(name) is { Length: > 0 } value ? T.FindValue(value) : null;

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // Both "namespace#Code" and "Code:http://..." are met.
    private static string? Clean(string? code)
    {
        var name = code?.Split(':')[0].Split('#')[^1].Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private static JsonElement Parse(byte[] content)
    {
        try
        {
            return JsonElement.Parse(content);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
