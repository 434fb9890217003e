using System.Net;
using FsxPortal.Setup.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace FsxPortal.Tests.Telemetry;

public sealed class ManagementGuardTests
{
    [Theory]
    [InlineData("/metrics", "127.0.0.1", 200)]
    [InlineData("/metrics", "::1", 200)]
    [InlineData("/metrics", "::ffff:127.0.0.1", 200)]
    [InlineData("/metrics", "192.0.2.1", 404)]
    [InlineData("/Metrics/", "192.0.2.1", 404)]
    [InlineData("/metrics", null, 404)]
    [InlineData("/health/ready", "192.0.2.1", 200)]
    [InlineData("/policies", "192.0.2.1", 200)]
    public async Task Without_a_port_of_their_own_metrics_are_for_this_machine(string path, string? caller, int status) =>
        Assert.Equal(status, await AskAsync(path, 5080, "", caller));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Original-For")]
    [InlineData("Forwarded")]
    public async Task A_proxy_on_this_machine_asks_for_others(string header) =>
        Assert.Equal(404, await AskAsync("/metrics", 5080, "", "127.0.0.1", header));

    [Theory]
    [InlineData("/metrics", 9464, 200)]
    [InlineData("/health/live", 9464, 200)]
    [InlineData("/metrics", 5080, 404)]
    [InlineData("/health/live", 5080, 404)]
    [InlineData("/policies", 5080, 200)]
    [InlineData("/policies", 9464, 404)]
    [InlineData("/api/v1/policies", 9464, 404)]
    public async Task With_a_port_of_its_own_monitoring_is_answered_there_and_nothing_else_is(string path, int port, int status) =>
        Assert.Equal(status, await AskAsync(path, port, "9464", "192.0.2.1"));

    [Fact]
    public void The_portal_listens_on_the_port_too() =>
        Assert.Equal(["http://127.0.0.1:5080", "http://*:9464"], ManagementPort.Urls(Settings("9464"), "http://127.0.0.1:5080"));

    private static async Task<int> AskAsync(string path, int port, string managementPort, string? caller, string? header = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Connection.LocalPort = port;
        context.Connection.RemoteIpAddress = caller is null ? null : IPAddress.Parse(caller);
        if (header is not null)
        {
            context.Request.Headers[header] = "192.0.2.1";
        }

        await new ManagementGuard(_ => Task.CompletedTask, Settings(managementPort)).InvokeAsync(context);
        return context.Response.StatusCode;
    }

    private static IConfiguration Settings(string managementPort) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(ManagementPort.Key, managementPort)]).Build();
}
