using System.Net;
using FsxPortal.Setup.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Setup;

/// <summary>Whose word counts about the browser behind a proxy.</summary>
public sealed class KnownProxyTests
{
    private const string Visitor = "203.0.113.9";

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("10.0.0.5", "127.0.0.1")]
    [InlineData("10.0.0.5", "10.0.0.6")]
    [InlineData("10.0.0.0/24", "10.0.1.1")]
    [InlineData("10.0.0.5", "::1")]
    public async Task An_unknown_proxy_is_not_believed(string known, string caller)
    {
        var seen = await AskAsync(known, caller, ("X-Forwarded-For", Visitor), ("X-Forwarded-Proto", "https"));

        Assert.Equal((caller, "http"), (seen.Connection.RemoteIpAddress!.ToString(), seen.Request.Scheme));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("192.0.2.1, 10.0.0.0/24", "10.0.0.6")]
    [InlineData("10.0.0.5", "::ffff:10.0.0.5")]
    [InlineData("fd00::/8", "fd00::7")]
    public async Task A_known_proxy_is_believed(string known, string caller)
    {
        var seen = await AskAsync(known, caller, ("X-Forwarded-For", Visitor), ("X-Forwarded-Proto", "https"));

        Assert.Equal((Visitor, "https"), (seen.Connection.RemoteIpAddress!.ToString(), seen.Request.Scheme));
    }

    [Fact]
    public async Task Through_a_known_proxy_nobody_pretends_to_be_somebody_else()
    {
        var seen = await AskAsync("10.0.0.0/24", "10.0.0.5", ("X-Forwarded-For", $"127.0.0.1, {Visitor}, 10.0.0.6"));

        Assert.Equal(Visitor, seen.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task The_name_asked_for_is_believed_of_nobody()
    {
        var seen = await AskAsync(
            "127.0.0.1", "127.0.0.1", ("X-Forwarded-For", Visitor), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"));

        Assert.Equal(("portal.example", ""), (seen.Request.Host.Value, seen.Request.PathBase.Value));
    }

    private static async Task<HttpContext> AskAsync(string known, string caller, params (string Name, string Value)[] headers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new(KnownProxies.Key, known)]);
        builder.AddKnownProxies();
        await using var app = builder.Build();
        var context = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString("portal.example") } };
        context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        await new ForwardedHeadersMiddleware(_ =>
            Task.CompletedTask, NullLoggerFactory.Instance, app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>())
            .Invoke(context);
        return context;
    }
}
