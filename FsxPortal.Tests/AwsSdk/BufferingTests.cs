using System.Net;
using System.Text;
using Amazon.Backup;
using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk;

public sealed class BufferingTests
{
    [Theory]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.BadRequest, """{"__type":"InvalidRequestException"}""")]
    public async Task A_slow_answer_holds_no_thread(HttpStatusCode status, string body)
    {
        var config = new AmazonBackupConfig { ServiceURL = "http://127.0.0.1:1", HttpClientFactory = new Canned(status, body) };
        using var client = new AmazonBackupClient("key", "secret", config);

        var error = await Record.ExceptionAsync(() => client.ListBackupJobsAsync(new(), TestContext.Current.CancellationToken));

        Assert.Equal(status == HttpStatusCode.OK, error is null);
        Assert.True(error is null or AmazonBackupException, error?.ToString());
    }

    private sealed class Canned(HttpStatusCode status, string body) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Answer(status, body));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Answer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(new AsyncOnly(Encoding.UTF8.GetBytes(body))) });
    }

    private sealed class AsyncOnly(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A thread would wait here.");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("A thread would wait here.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            destination.WriteAsync(ToArray(), cancellationToken).AsTask();
    }
}
