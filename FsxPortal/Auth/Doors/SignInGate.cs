using FsxPortal.Auth.Claims;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Auditing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Diagnostics;

namespace FsxPortal.Auth.Doors;

/// <summary>What becomes of a request that is refused: people are led to the identity provider and back, programs are told.</summary>
internal sealed class SignInGate(Refusals refusals, ILogger<SignInGate> log) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
        }
        else if (ProgramRules.IsProgram(context.Request.Path))
        {
            await TellAsync(context, authorizeResult);
        }
        else if (context.Request.Path.StartsWithSegments("/_blazor"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (authorizeResult.Forbidden)
        {
            await context.ForbidAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
        else
        {
            await LeadAsync(context);
        }
    }

    private async Task TellAsync(HttpContext context, PolicyAuthorizationResult result)
    {
        if (result.Forbidden || context.Request.Headers.Authorization.Count > 0)
        {
            await refusals.NoteAsync(new AuditEvent(SignedIn.Actor(context), AuditAction.SignIn)
            {
                Reason = result.Forbidden ? "The token is good, but gives no role in this portal."
                    : "The token is none of the portal's identity provider, or is over.",
            });
        }

        if (result.Forbidden)
        {
            await TypedResults.Problem(
                "The token is good, but gives no role in this portal. Ask a Portal Administrator for one.", title: "Not allowed.",
                statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        // Writes the header that says why.
        await context.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme);
        await TypedResults.Problem(
            "Send a token of the portal's identity provider: Authorization: Bearer ….", title: "Not signed in.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    private async Task LeadAsync(HttpContext context)
    {
        // A page about a failure, the sign-in's own included, must not lead to the sign-in again.
        if (context.Features.Get<IExceptionHandlerFeature>() is { } failed)
        {
            context.Response.Redirect(SignInRoutes.TroubleOf(failed.Error));
            return;
        }

        var request = context.Request;

        // With two slashes it would be the address of another site.
        var back = HttpMethods.IsGet(request.Method) ? $"/{request.Path.ToUriComponent().TrimStart('/', '\\')}{request.QueryString}" : "/";
        try
        {
            await context.ChallengeAsync(
                OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = back });
        }
        catch (Exception silent) when (silent is InvalidOperationException or HttpRequestException or IOException)
        {
            log.LogWarning(silent, "The identity provider does not answer");
            context.Response.Redirect(SignInRoutes.TroubleOf(silent));
        }
    }
}
