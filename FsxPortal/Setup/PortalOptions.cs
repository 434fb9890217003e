namespace FsxPortal.Setup;

/// <summary>Settings of the portal itself.</summary>
public sealed class PortalOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Portal";

    /// <summary>The zone of the daily retention pass; IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The address under which people reach the portal, where a proxy stands before it.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Whether the portal may be reached from other machines although it has no sign-in.</summary>
    public bool AllowUnauthenticated { get; set; }
}
