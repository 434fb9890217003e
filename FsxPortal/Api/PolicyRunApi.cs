using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Api;

/// <summary>Starting and stopping policies.</summary>
internal static class PolicyRunApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies/{id:guid}").WithTags("Policies");
        policies.MapPost("/start", StartAsync).Says(
                "startPolicy", "Run a policy now", "Backs up what the policy covers. Where it runs already, the refusal names the session.")
            .Produces<SessionView>(202).Refuses(409).With(RouteManners.TakesKey | RouteManners.GivesLocation);
        policies.MapPost("/stop", StopAsync).Says(
                "stopPolicy", "Stop the run of a policy", "Ends what runs of it. AWS jobs that can be stopped are stopped.")
            .Produces<SessionView>(202).Refuses(409).With(RouteManners.GivesLocation);
    }

    private static async Task<IResult> StartAsync(
        HttpContext http, Guid id, Actor actor, SessionCommands commands, SessionQuery sessions, IdempotencyKeys keys,
        CancellationToken cancel)
    {
        var sessionId = await keys.OnceAsync(
            ApiCaller.IdempotencyKey(http.Request), $"{http.Request.Path}", actor, named => commands.StartAsync(named, id, cancel), cancel);
        return await SessionApi.AcceptedAsync(http, actor, sessions, sessionId, cancel);
    }

    private static async Task<IResult> StopAsync(
        HttpContext http, Guid id, Actor actor, SessionCommands commands, PolicyQuery policies, SessionQuery sessions,
        CancellationToken cancel)
    {
        var policy = await policies.FindAsync(actor.Scope, id, cancel)
            ?? throw new NotFoundException("This policy does not exist. It may have been removed.");
        if (policy.RunningSessionId is not { } newest)
        {
            throw new RefusedRequestException(StatusCodes.Status409Conflict, $"The policy '{policy.Name}' is not running.");
        }

        // Where one file system takes long, later runs go on beside its own.
        for (var next = policy.RunningSessionId; next is { } sessionId;
            next = (await policies.FindAsync(actor.Scope, id, cancel))?.RunningSessionId)
        {
            await commands.StopAsync(actor, sessionId, cancel);
        }

        return await SessionApi.AcceptedAsync(http, actor, sessions, newest, cancel);
    }
}
