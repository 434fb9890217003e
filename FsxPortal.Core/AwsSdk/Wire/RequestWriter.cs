using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Turns the request object of one operation into an HTTP request, once for all its retries.</summary>
internal sealed class RequestWriter : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    // AWS reads any JSON; the relaxed form keeps base64 and names in other scripts as they are.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WireApi _api;
    private readonly Route _route;
    private readonly string? _target;
    private readonly Dictionary<string, JsonPropertyInfo> _members;
    private readonly JsonPropertyInfo[] _body;

    public RequestWriter(WireApi api, Type request, Route route, string? target)
    {
        (_api, _route, _target) = (api, route, target);
        _members = api.Json.GetTypeInfo(request).Properties.ToDictionary(property => property.Name);
        var inAddress = route.PathMembers.Concat(route.Query.Select(parameter => parameter.Member)).ToHashSet();
        _body = [.. _members.Values.Where(member => !inAddress.Contains(member.Name))];
    }

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, _api.ServiceName) { HttpMethod = _route.Method, ResourcePath = _route.Path };
        WriteAddress(input, request);

        if (_target is not null)
        {
            request.Headers["X-Amz-Target"] = _target;
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            request.Content = Body(input);
        }
        else
        {
            request.Headers["x-amz-api-version"] = _api.ApiVersion;
            if (_body.Length > 0)
            {
                request.Headers["Content-Type"] = "application/json";
                request.Content = Body(input);
            }
        }

        return request;
    }

    private void WriteAddress(AmazonWebServiceRequest input, DefaultRequest request)
    {
        foreach (var member in _route.PathMembers)
        {
            request.AddPathResource($"{{{member}}}", Segment(member, input));
        }

        request.UseQueryString = _route.Query.Count > 0;
        foreach (var (name, member) in _route.Query)
        {
            if (Text(_members[member].Get!(input)) is { } value)
            {
                request.Parameters.Add(name, value);
            }
        }
    }

    private string Segment(string member, AmazonWebServiceRequest input) =>
        Text(_members[member].Get!(input)) is { Length: > 0 } value
            ? value
            // With an empty segment the address would be that of another resource.
            : throw _api.Errors.Unmodelled(WireError.OfCaller($"{input.GetType().Name} needs a value for {member}."));

    private byte[] Body(AmazonWebServiceRequest input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            foreach (var member in _body)
            {
                var value = member.Get!(input);
                if (value is null && _api.TokenMembers.Contains(member.Name))
                {
                    value = Guid.CreateVersion7().ToString();
                }

                if (member.ShouldSerialize!(input, value))
                {
                    writer.WritePropertyName(member.Name);
                    JsonSerializer.Serialize(writer, value, _api.Json.GetTypeInfo(member.PropertyType));
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateTime instant => Iso8601.Text(instant),
        ConstantClass constant => constant.Value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
