using System.Net;
using FsxPortal.Setup.Start;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace FsxPortal.Setup.Composition;

/// <summary>The proxies whose word counts (Portal:KnownProxies): who the caller is, and whether the browser came by TLS.</summary>
/// <remarks>
/// Whatever anybody else says in such headers is ignored. The name a browser asked for is believed of nobody: it has to arrive in
/// <c>Host</c>, since many proxies hand on an <c>X-Forwarded-Host</c> that a visitor made up.
/// </remarks>
public static class KnownProxies
{
    /// <summary>The setting.</summary>
    public const string Key = "Portal:KnownProxies";

    /// <summary>The networks of the setting; a single address is a network of one.</summary>
    /// <exception cref="StartException">An entry is neither an address nor a network.</exception>
    public static IReadOnlyList<IPNetwork> Of(IConfiguration configuration) =>
        [.. (configuration[Key] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf)];

    /// <summary>Says whose headers are believed.</summary>
    public static void AddKnownProxies(this IHostApplicationBuilder builder)
    {
        var networks = Of(builder.Configuration);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // By default this machine is believed, and one proxy only; here each is believed that is named.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    private static IPNetwork NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartException($"{Key} names '{text}', which is neither an address nor a network. "
                + "Give the proxies' addresses, such as 127.0.0.1 or 10.0.0.0/24, separated by commas.");
    }
}
