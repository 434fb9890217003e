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
        Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        // What a person does next must not overtake it, and so does not wait for it either.
        if (_noted is not { } noted || clocks.Since(noted) >= Step)
        {
            _noted = clocks.Stamp();
            _ = Task.Run(NoteAsync);
        }

        return next(context);
    };

    private async Task NoteAsync()
    {
        try
        {
            if (SignedIn.Id((await states.GetAuthenticationStateAsync()).User) is { } id)
            {
                await signIns.SeeAsync(id, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "It was not noted that somebody is there");
        }
    }
}
