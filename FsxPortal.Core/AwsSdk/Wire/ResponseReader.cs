using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Turns an HTTP answer into the response object of one operation, or into its exception.</summary>
internal sealed class ResponseReader<TResponse>(WireApi api) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    private readonly JsonTypeInfo<TResponse> _shape = (JsonTypeInfo<TResponse>)api.Json.GetTypeInfo(typeof(TResponse));

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // A length of 0 may also mean an answer in chunks: only the content itself says that there is none.
        var content = Content(input);
        return content.Length == 0 ? new TResponse() : JsonSerializer.Deserialize(content, _shape) ?? new TResponse();
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        api.Errors.Create(WireError.Read(input.ResponseData, Content(input), innerException, statusCode));

    private static byte[] Content(JsonUnmarshallerContext input)
    {
        using var copy = new MemoryStream();
        input.Stream.CopyTo(copy);
        return copy.ToArray();
    }
}
