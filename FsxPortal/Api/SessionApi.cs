using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>Sessions, their tasks and their logs.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapRead("/", ListAsync)
            .Says("listSessions", "Sessions, newest first", "Runs of policies, synchronisations, retention passes.")
            .Chooses<SessionState>("state").Chooses<SessionType>("type");
        sessions.MapRead("/{id:guid}", FindAsync).Says("getSession", "One session", "Where a run stands.");
        sessions.MapRead("/{id:guid}/tasks", TasksAsync).Says(
            "listTasks", "The tasks of a session by file system", "One task for each file system, with its AWS jobs.");
        sessions.MapRead("/{id:guid}/log", LogAsync).Says("listLog", "The log of a session, newest first", "What happened, line by line.");
        sessions.MapPost("/{id:guid}/stop", StopAsync).Says(
                "stopSession", "End a session at once", "AWS jobs that can be stopped are stopped.")
            .Produces<SessionView>(202).With(RouteManners.GivesLocation);
        sessions.MapPost("/{id:guid}/tasks/{taskId:guid}/let-go", LetGoAsync).Says(
                "letGoTask", "Stop waiting for what AWS does not end", "The task ends; a backup that is made after all is found by a sync.")
            .Produces<SessionView>(202).Refuses(409).With(RouteManners.GivesLocation);
    }

    /// <summary>Says that a session has been set off or stopped, and where to follow it.</summary>
    public static async Task<IResult> AcceptedAsync(HttpContext http, Actor actor, SessionQuery query, Guid id, CancellationToken cancel) =>
        TypedResults.Accepted($"{http.Request.PathBase}{ApiPath.Root}/sessions/{id}", await DemandAsync(actor, query, id, cancel));

    private static async Task<Ok<Page<SessionView>>> ListAsync(
        string? policyId, string? state, string? type, string? limit, string? cursor, Actor actor, SessionQuery query,
        CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new SessionFilter(asked.Id(policyId), asked.One<SessionState>(state), asked.One<SessionType>(type));
        return TypedResults.Ok(await query.ListAsync(actor.Scope, filter, asked.Page(limit, cursor), cancel));
    }

    private static async Task<Ok<SessionView>> FindAsync(Guid id, Actor actor, SessionQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await DemandAsync(actor, query, id, cancel));

    private static async Task<Ok<Page<TaskView>>> TasksAsync(
        Guid id, string? limit, string? cursor, Actor actor, SessionQuery query, CancellationToken cancel)
    {
        var page = new Asked().Page(limit, cursor);
        await DemandAsync(actor, query, id, cancel);
        return TypedResults.Ok(await query.TasksAsync(actor.Scope, id, page, cancel));
    }

    private static async Task<Ok<Page<LogView>>> LogAsync(
        Guid id, string? limit, string? cursor, Actor actor, SessionQuery query, CancellationToken cancel)
    {
        var page = new Asked().Page(limit, cursor);
        await DemandAsync(actor, query, id, cancel);
        return TypedResults.Ok(await query.LogAsync(actor.Scope, id, new LogFilter(), page, cancel));
    }

    private static async Task<IResult> StopAsync(
        HttpContext http, Guid id, Actor actor, SessionCommands commands, SessionQuery query, CancellationToken cancel)
    {
        await commands.StopAsync(actor, id, cancel);
        return await AcceptedAsync(http, actor, query, id, cancel);
    }

    private static async Task<IResult> LetGoAsync(
        HttpContext http, Guid id, Guid taskId, Actor actor, TaskCommands commands, SessionQuery query, CancellationToken cancel)
    {
        await commands.LetGoAsync(actor, id, taskId, cancel);
        return await AcceptedAsync(http, actor, query, id, cancel);
    }

    private static async Task<SessionView> DemandAsync(Actor actor, SessionQuery query, Guid id, CancellationToken cancel) =>
        await query.FindAsync(actor.Scope, id, cancel) ?? throw new NotFoundException("This session does not exist.");
}
