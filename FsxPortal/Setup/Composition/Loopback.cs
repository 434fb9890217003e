using System.Net;

namespace FsxPortal.Setup.Composition;

/// <summary>Which host names mean this machine.</summary>
internal static class Loopback
{
    /// <summary>Whether <paramref name="host"/>, as URLs write it, never leaves this machine.</summary>
    public static bool Names(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
