using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Reads the whole answer before it is parsed, so that a stalled body holds no thread and can be cancelled.</summary>
internal sealed class BufferedBody : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var cancel = executionContext.RequestContext.CancellationToken;
        try
        {
            var result = await base.InvokeAsync<T>(executionContext);
            var response = executionContext.ResponseContext;
            response.HttpResponse = await BufferedResponse.ReadAsync(response.HttpResponse, cancel);
            return result;
        }
        catch (HttpErrorResponseException error)
        {
            throw new HttpErrorResponseException(error.Message, error, await BufferedResponse.ReadAsync(error.Response, cancel));
        }
    }
}

internal sealed class BufferedResponse(IWebResponseData response, byte[] content) : IWebResponseData, IHttpResponseBody
{
    public long ContentLength => content.Length;

    public string ContentType => response.ContentType;

    public HttpStatusCode StatusCode => response.StatusCode;

    public bool IsSuccessStatusCode => response.IsSuccessStatusCode;

    public IHttpResponseBody ResponseBody => this;

    public static async Task<BufferedResponse> ReadAsync(IWebResponseData response, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await using (var stream = await response.ResponseBody.OpenResponseAsync())
        {
            await stream.CopyToAsync(content, cancel);
        }

        return new(response, content.ToArray());
    }

    public Stream OpenResponse() => new MemoryStream(content, writable: false);

    public Task<Stream> OpenResponseAsync() => Task.FromResult(OpenResponse());

    public string[] GetHeaderNames() => response.GetHeaderNames();

    public bool IsHeaderPresent(string headerName) => response.IsHeaderPresent(headerName);

    public string GetHeaderValue(string headerName) => response.GetHeaderValue(headerName);

    public IEventStreamHeader GetEventStreamHeader(string headerName) => response.GetEventStreamHeader(headerName);

    public bool IsEventHeaderPresent(string headerName) => response.IsEventHeaderPresent(headerName);

    public void Dispose() => response.ResponseBody.Dispose();
}
