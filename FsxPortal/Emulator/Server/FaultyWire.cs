using System.Net.Sockets;
using System.Text;
using FsxPortal.Emulator.Faults;
using FsxPortal.Emulator.Wire;
using Microsoft.AspNetCore.Connections.Features;

namespace FsxPortal.Emulator.Server;

/// <summary>Writes answers, and loses or spoils those that a fault rule has hit.</summary>
public static class FaultyWire
{
    private const string Html =
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

    /// <summary>Whether the request is lost before anything is done.</summary>
    public static bool Swallows(FaultRule? fault) => fault is { Action: FaultAction.DropBefore }
        || (fault is { Action: FaultAction.Reset or FaultAction.HtmlError } && !fault.Flag("after"));

    /// <summary>The status that goes over the wire; 0 for none.</summary>
    public static int StatusOf(FaultRule? fault, Reply reply) => fault?.Action switch
    {
        FaultAction.DropBefore or FaultAction.DropAfter or FaultAction.Reset => 0,
        FaultAction.HtmlError => (int)fault.Number("code", StatusCodes.Status502BadGateway),
        _ => reply.Status,
    };

    /// <summary>Lets the caller wait.</summary>
    public static Task DelayAsync(HttpContext http, FaultRule? fault) => fault is { Action: FaultAction.Delay }
        ? Task.Delay(TimeSpan.FromSeconds(Math.Max(0, fault.Number("seconds", 2))), TimeProvider.System, http.RequestAborted)
        : Task.CompletedTask;

    /// <summary>Answers, or does not.</summary>
    public static async Task WriteAsync(HttpContext http, FaultRule? fault, Reply reply)
    {
        switch (fault?.Action)
        {
            case FaultAction.DropBefore or FaultAction.DropAfter:
                Close(http, reset: false);
                break;
            case FaultAction.Reset:
                Close(http, reset: true);
                break;
            case FaultAction.HtmlError:
                await SendAsync(http, new Reply(StatusOf(fault, reply), "text/html", Html));
                break;
            case FaultAction.EmptyBody:
                await SendAsync(http, reply with { Body = "" });
                break;
            case FaultAction.Stall:
                await StallAsync(http, reply, TimeSpan.FromSeconds(Math.Max(0, fault.Number("seconds", 300))));
                break;
            default:
                await SendAsync(http, reply);
                break;
        }
    }

    private static async Task SendAsync(HttpContext http, Reply reply)
    {
        var body = Begin(http, reply);
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] Begin(HttpContext http, Reply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Body);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = body.Length;
        if (reply.ErrorType is not null)
        {
            http.Response.Headers["x-amzn-ErrorType"] = reply.ErrorType;
        }

        return body;
    }

    private static async Task StallAsync(HttpContext http, Reply reply, TimeSpan wait)
    {
        // Something has to be missing for the caller to wait for.
        var body = Begin(http, reply.Body.Length > 1 ? reply : reply with { Body = "  " });
        await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await Task.Delay(wait, TimeProvider.System, http.RequestAborted);
        http.Abort();
    }

    private static void Close(HttpContext http, bool reset)
    {
        if (!reset && http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.Shutdown(SocketShutdown.Both);
        }

        http.Abort();
    }
}
