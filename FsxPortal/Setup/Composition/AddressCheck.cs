using System.Net;
using System.Net.Sockets;
using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Composition;

/// <summary>Looks whether an address can be listened on, before anything else is opened: a second portal on the same
/// database would be another node of it.</summary>
public static class AddressCheck
{
    /// <summary>Takes the port for a moment.</summary>
    /// <exception cref="StartException">Somebody else has it, or it is none of this machine's.</exception>
    public static void Demand(Uri url)
    {
        if (url.Port == 0)
        {
            return;
        }

        foreach (var address in AddressesOf(url.Host))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // What the last process left in the hands of the system is no hindrance to a server.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                socket.Bind(new IPEndPoint(address, url.Port));
                socket.Listen();
            }
            catch (SocketException taken) when (taken.SocketErrorCode != SocketError.AddressFamilyNotSupported)
            {
                throw new StartException(taken.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"The port of {url.GetLeftPart(UriPartial.Authority)} is taken, perhaps by another portal. "
                            + StartTrouble.OtherAddress,
                    SocketError.AccessDenied =>
                        $"This user may not listen at {url.GetLeftPart(UriPartial.Authority)}: ports below 1024 are the system's. "
                            + StartTrouble.OtherAddress,
                    _ => $"The portal cannot listen at {url.GetLeftPart(UriPartial.Authority)}: {taken.Message}. "
                        + StartTrouble.OtherAddress,
                });
            }
        }
    }

    // Names of other machines and wildcards are the server's to understand.
    private static IPAddress[] AddressesOf(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        ? [IPAddress.Loopback]
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : [];
}
