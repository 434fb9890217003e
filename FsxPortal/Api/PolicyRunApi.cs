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
        policies.MapPost("/start", StartAsync).WithSummary("Run a policy now").Produces<SessionView>(202).ProducesProblem(409);
        policies.MapPost("/stop", StopAsync).WithSummary("Stop the run of a policy").Produces<SessionView>(202).ProducesProblem(409);
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
