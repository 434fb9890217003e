namespace FsxPortal.CommandLine;

/// <summary>Where a portal is, and how a program signs in there. It is not a record: nothing shall print it by accident.</summary>
public sealed class PortalAddress
{
    /// <summary>The portal.</summary>
    public required Uri Url { get; init; }

    /// <summary>A token that somebody else has fetched; empty if there is none.</summary>
    public string Token { get; init; } = "";

    /// <summary>Where the identity provider gives tokens; none to go without, or with <see cref="Token"/>.</summary>
    public Uri? TokenUrl { get; init; }

    /// <summary>The name of this program with the identity provider.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>What proves it.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What is asked for; empty to leave that to the provider.</summary>
    public string Scope { get; init; } = "";
}
