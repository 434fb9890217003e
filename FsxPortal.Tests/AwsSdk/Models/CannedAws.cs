using System.Net;
using System.Text;
using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>AWS without a network: keeps the last request and gives one answer to all.</summary>
internal sealed class CannedAws : HttpClientFactory
{
    private (HttpStatusCode Status, string Body, string? Error) _answer = (HttpStatusCode.OK, "{}", null);

    /// <summary>The last request, with its path still encoded.</summary>
    public (string Method, Uri Address, string Body) Last { get; private set; }

    /// <summary>How the last request was signed.</summary>
    public string Authorization { get; private set; } = "";

    public void Answers(HttpStatusCode status, string body, string? error = null) => _answer = (status, body, error);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Wire(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Wire(CannedAws aws) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            aws.Last = (
                request.Method.Method, request.RequestUri!, request.Content is null ? ""
                    : await request.Content.ReadAsStringAsync(cancellationToken));
            aws.Authorization = request.Headers.TryGetValues("Authorization", out var signed) ? string.Join(", ", signed) : "";
            var (status, body, error) = aws._answer;
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (error is not null)
            {
                answer.Headers.Add("x-amzn-ErrorType", error);
            }

            return answer;
        }
    }
}
