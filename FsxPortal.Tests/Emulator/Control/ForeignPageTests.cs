using System.Net;
using System.Text;

namespace FsxPortal.Tests.Emulator.Control;

/// <summary>A page that somebody visits can have the browser send what it likes to this machine.</summary>
public sealed class ForeignPageTests : EmulatorTest
{
    [Theory]
    [InlineData("POST", "/_emulator/reset")]
    [InlineData("POST", "/_emulator/faults")]
    [InlineData("PUT", "/_emulator/clock")]
    [InlineData("DELETE", "/_emulator/faults")]
    [InlineData("GET", "/_emulator/state")]
    public async Task It_steers_nothing(string method, string path)
    {
        foreach (var (header, value) in new[]
        {
            ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", Emulator.App.Url), ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-origin"), ("Host", "evil.example"),
        })
        {
            using var client = new HttpMessageInvoker(new SocketsHttpHandler());
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(new Uri(Emulator.App.Url), path));
            request.Headers.TryAddWithoutValidation(header, value);
            request.Content = method is "POST" or "PUT" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;

            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }
}
