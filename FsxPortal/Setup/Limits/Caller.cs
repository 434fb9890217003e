using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using FsxPortal.Auth.Claims;

namespace FsxPortal.Setup.Limits;

/// <summary>Whom a request counts for.</summary>
internal static class Caller
{
    private const int NetworkBytes = 8;

    /// <summary>Who is signed in; where nobody is, the address.</summary>
    public static string Of(HttpContext http) =>
        http.User.FindFirstValue(SignedIn.SubjectClaim) is { Length: > 0 } subject ? $"subject {subject}" : AddressOf(http);

    /// <summary>Where a request comes from. Whoever has an address of IPv6 has a whole network of them, which counts as one.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"network {Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes)}"
            : $"address {address}";
    }
}
