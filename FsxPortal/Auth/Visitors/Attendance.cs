using FsxPortal.Auth.Claims;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FsxPortal.Auth.Visitors;

/// <summary>Notes that somebody does something at an open page: whoever only leaves it open is signed out in the end.</summary>
internal sealed class Attendance(AuthenticationStateProvider states, SignIns signIns, Clocks clocks, ILogger<Attendance> log)
    : CircuitHandler
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private long? _noted;

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        await NoteAsync();
        await next(context);
    };

    private async Task NoteAsync()
    {
        if (_noted is { } noted && clocks.Since(noted) < Step)
        {
            return;
        }

        _noted = clocks.Stamp();
        try
        {
            if (SignedIn.Id((await states.GetAuthenticationStateAsync()).User) is { } id)
            {
                await signIns.SeeAsync(id, CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or TimeoutException)
        {
            // What the person does is not held up by it.
            log.LogWarning(failure, "It was not noted that somebody is there");
        }
    }
}
