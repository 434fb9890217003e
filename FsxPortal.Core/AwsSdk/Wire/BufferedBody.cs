using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Reads the whole answer before it is parsed, so that a stalled body holds no thread and can be cancelled.</summary>
internal sealed class BufferedBody : PipelineHandler
{
    // As long as the SDK waits for headers when nothing is set.
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(100);

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        try
        {
            var result = await base.InvokeAsync<T>(executionContext);
            var response = executionContext.ResponseContext;
            response.HttpResponse = await ReadAsync(response.HttpResponse, context);
            return result;
        }
        catch (HttpErrorResponseException error)
        {
            throw new HttpErrorResponseException(error.Message, error, await ReadAsync(error.Response, context));
        }
    }

    // The SDK's own time limit ends with the headers of the answer.
    private static async Task<BufferedResponse> ReadAsync(IWebResponseData response, IRequestContext context)
    {
        var limit = context.ClientConfig.Timeout ?? DefaultLimit;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        cancel.CancelAfter(limit);
        try
        {
            return await BufferedResponse.ReadAsync(response, cancel.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // Without its cause, in which the SDK may find a lost connection: it would ask again at once, beyond its limit of attempts.
            throw new IOException(
                "AWS did not finish its answer.",
                new TimeoutException($"The time limit of {limit.TotalSeconds:0.#} s passed in the middle of an answer."));
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
