using System.Net.Sockets;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Queries;
using FsxPortal.Setup.Start;
using Microsoft.AspNetCore.Connections;

namespace FsxPortal.Setup.Composition;

/// <summary>Says in plain sentences what only shows itself when things are opened: files, databases, addresses.</summary>
public static class StartTrouble
{
    /// <summary>Why a command came to nothing; none if that is a mistake of the portal, whose trace is wanted.</summary>
    public static string? Of(Exception failure) => failure switch
    {
        StartException or AuditTrailException => failure.Message,
        InvalidDataException => $"{failure.Message} {failure.GetBaseException().Message} Correct the file and start again.",
        _ when DatabaseTrouble.Of(failure) is { } trouble => $"The database cannot be used. {trouble}",
        _ when DatabaseTrouble.CauseOf(failure) is { } cause => $"The database cannot be used: {cause.Message}. "
            + "Check Database:Provider and Database:ConnectionString.",
        IOException { InnerException: AddressInUseException } => $"{failure.Message}. {OtherAddress}",
        SocketException socket => $"{socket.Message}. {OtherAddress}",
        IOException or UnauthorizedAccessException => $"{failure.Message} May the portal's user read and write there?",
        _ => null,
    };

    /// <summary>What to do about an address that cannot be had.</summary>
    public const string OtherAddress = "Choose another address with --urls.";
}
