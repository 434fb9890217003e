using System.Net;
using FsxPortal.Setup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace FsxPortal.Tests.Setup;

/// <summary>Under which names the portal is served, from wherever somebody comes.</summary>
public sealed class OriginGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:5080", 200)]
    [InlineData("127.0.0.1", "localhost", 200)]
    [InlineData("127.0.0.1", "evil.example", 421)]
    [InlineData("10.0.0.5", "evil.example", 421)]
    [InlineData("10.0.0.5", "evil.example:443", 421)]
    [InlineData("10.0.0.5", "portal.example.evil.example", 421)]
    [InlineData("10.0.0.5", "portal.example", 200)]
    [InlineData("10.0.0.5", "PORTAL.example:8443", 200)]
    [InlineData("10.0.0.5", "inside.example", 200)]
    [InlineData("10.0.0.5", "10.0.0.5:5080", 200)]
    [InlineData("10.0.0.5", "[fd00::5]:5080", 200)]
    [InlineData("10.0.0.5", "", 200)]
    public async Task Only_names_that_are_known_are_served(string local, string host, int expected)
    {
        Assert.Equal(expected, await AskAsync(local, host, "/"));
        Assert.Equal(expected, await AskAsync(local, host, "/api/v1/policies"));
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Monitoring_calls_the_portal_as_it_likes(string path) => Assert.Equal(200, await AskAsync("10.0.0.5", "node-2", path));

    private static async Task<int> AskAsync(string local, string host, string path)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:PublicUrl"] = "https://portal.example",
            ["Portal:AllowedHosts"] = "inside.example, other.example",
        }).Build();
        var http = new DefaultHttpContext();
        http.Connection.LocalIpAddress = IPAddress.Parse(local);
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new HostString(host), path);
        await new OriginGuard(_ => Task.CompletedTask, settings).InvokeAsync(http);
        return http.Response.StatusCode;
    }
}
