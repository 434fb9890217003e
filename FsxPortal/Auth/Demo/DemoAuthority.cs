using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace FsxPortal.Auth.Demo;

/// <summary>Where the demo's identity provider is: under the portal's own address, which is known once the portal listens.</summary>
internal sealed class DemoAuthority(IServer server, IConfiguration configuration, DemoKeys keys)
    : IPostConfigureOptions<SignInOptions>, IConfigureOptions<OpenIddictServerOptions>
{
    /// <summary>The path of the provider.</summary>
    public const string Path = "/idp";

    private string Address => configuration["Portal:PublicUrl"] is { Length: > 0 } shown ? shown
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The demo's identity provider is asked before the portal listens.");

    /// <inheritdoc/>
    public void PostConfigure(string? name, SignInOptions options) => options.Authority = $"{Address.TrimEnd('/')}{Path}";

    /// <inheritdoc/>
    public void Configure(OpenIddictServerOptions options)
    {
        options.Issuer = new Uri($"{Address.TrimEnd('/')}{Path}");
        options.SigningCredentials.Add(keys.Signing());
        options.EncryptionCredentials.Add(keys.Sealing());
    }

    /// <summary>Whether the portal is at an address to which people are sent back.</summary>
    public bool IsOurs(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var back)
        && (back.IsLoopback || (Uri.TryCreate(Address, UriKind.Absolute, out var own) && own.Authority == back.Authority));
}
