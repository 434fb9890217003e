namespace FsxPortal.Auth.Doors;

/// <summary>What a page outside of the portal says.</summary>
public enum SignInPageKind
{
    /// <summary>That one is signed out.</summary>
    SignedOut,

    /// <summary>That one is signed out here, and goes on to be so with the provider.</summary>
    Leaving,

    /// <summary>That one is known, but has no role here.</summary>
    NoRole,

    /// <summary>That the identity provider does not answer.</summary>
    Silent,

    /// <summary>That the identity provider, or the portal, did not let one in.</summary>
    Refused,
}
