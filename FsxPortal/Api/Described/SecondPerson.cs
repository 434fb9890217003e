using FsxPortal.Api.Http;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Api.Described;

/// <summary>Answers where a command waits for a second person: that is no refusal, and not done either.</summary>
internal static class SecondPerson
{
    /// <summary>Lets a route answer so.</summary>
    public static RouteHandlerBuilder MayHaveToWait(this RouteHandlerBuilder route) =>
        route.Produces<ApprovalView>(StatusCodes.Status202Accepted).AddEndpointFilter(AnswerAsync);

    /// <summary>A request that there has to be.</summary>
    /// <exception cref="NotFoundException">There is none that the actor sees.</exception>
    public static async Task<ApprovalView> RequestAsync(Actor actor, ApprovalQuery query, Guid id, CancellationToken cancel) =>
        await query.FindAsync(actor.Scope, id, cancel) ?? throw new NotFoundException("This request does not exist.");

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (SecondPersonException waits)
        {
            var http = context.HttpContext;
            var actor = http.RequestServices.GetRequiredService<Actor>();
            return TypedResults.Accepted(
                $"{http.Request.PathBase}{ApiPath.Root}/approvals/{waits.RequestId}",
                await RequestAsync(actor, http.RequestServices.GetRequiredService<ApprovalQuery>(), waits.RequestId, http.RequestAborted));
        }
    }
}
