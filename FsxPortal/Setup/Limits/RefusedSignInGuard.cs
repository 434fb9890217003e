using FsxPortal.Auth.Doors;
using Microsoft.AspNetCore.Authentication;

namespace FsxPortal.Setup.Limits;

/// <summary>Turns away whoever tries token after token.</summary>
/// <remarks>A good token passes in any case: who tries others from the same address must not lock its owner out. Checking one is
/// cheap, and what is found here is found again by the sign-in behind it.</remarks>
internal sealed class RefusedSignInGuard(RequestDelegate next, RefusedSignIns refused)
{
    /// <summary>Lets a request pass, or refuses it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!ProgramRules.IsProgram(context.Request.Path) || (await context.AuthenticateAsync()).Succeeded)
        {
            await next(context);
            return;
        }

        using var lease = refused.Count(Caller.AddressOf(context));
        await (lease.IsAcquired
            ? next(context)
            : TooMany.AnswerAsync(context, lease, "Too many requests without a good token came from your address."));
    }
}
