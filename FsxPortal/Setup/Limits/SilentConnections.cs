using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FsxPortal.Setup.Limits;

/// <summary>Ends connections over which nothing is said: holding one costs a stranger nothing, and the portal a little each.</summary>
/// <remarks>The server's own limits begin with the first byte, and it waits for that more than two minutes.</remarks>
public static class SilentConnections
{
    /// <summary>How long a new connection may say nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Ends the silent ones among those that are accepted here.</summary>
    public static void EndSilentConnections(this ListenOptions listen, TimeProvider time) => listen.Use(next => async connection =>
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, connection.ConnectionClosed);
        try
        {
            var first = await connection.Transport.Input.ReadAsync(either.Token);

            // Looked at and left there, for the server to read.
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
        }
        catch (OperationCanceledException)
        {
            connection.Abort();
            return;
        }

        await next(connection);
    });
}
