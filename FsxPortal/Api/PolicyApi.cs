using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Api;

/// <summary>Policies: reading, writing, ordering, exporting.</summary>
internal static class PolicyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        MapReading(policies);
        MapWriting(policies);
    }

    private static void MapReading(RouteGroupBuilder policies)
    {
        policies.MapRead("/", ListAsync).Says(
            "listPolicies", "Policies by priority", "Where several cover a file system, the first of them backs it up.")
            .Produces<PageOfPolicies>();
        policies.MapRead("/{id:guid}", FindAsync)
            .Says("getPolicy", "One policy", "The policy document, with what the portal adds to it.")
            .Produces<PolicyAnswer>().With(RouteManners.GivesVersion);
        policies.MapRead("/{id:guid}/export", ExportAsync).Says(
                "exportPolicy", "The policy document as a file", "The document alone, in the form in which it can be imported again.")
            .Produces<PolicyDocument>().With(RouteManners.GivesVersion);
    }

    private static void MapWriting(RouteGroupBuilder policies)
    {
        const RouteManners Created = RouteManners.TakesKey | RouteManners.GivesVersion | RouteManners.GivesLocation;
        policies.MapPost("/", CreateAsync).Says("createPolicy", "Create a policy", "It comes behind all others, and runs from now on.")
            .Sends<PolicyDocument>(Examples.NewPolicy).Produces<PolicyAnswer>(201).With(Created);
        policies.MapPost("/import", CreateAsync).Says(
                "importPolicy", "Create a policy from an export",
                "The same as creating it; what an answer adds to a document is left aside.")
            .Sends<PolicyDocument>(Examples.PolicyNamed("Imported")).Produces<PolicyAnswer>(201).With(Created);
        policies.MapPut("/order", OrderAsync).Says(
                "orderPolicies", "Give all policies their priority", "The list names every policy once; the first comes first.")
            .Sends<IReadOnlyList<Guid>>(Examples.Order).Produces<PageOfPolicies>().With(RouteManners.DemandsAny);
        policies.MapDelete("/{id:guid}", RemoveAsync).Says(
                "removePolicy", "Remove a policy; its restore points stay",
                "Its runs end. Its restore points end when they were promised to.")
            .Produces(204).With(RouteManners.DemandsVersion | RouteManners.MayHaveToWait);
        policies.MapPost("/{id:guid}/enable", EnableAsync)
            .Says("enablePolicy", "Switch the schedule on", "Past slots are not made up for.")
            .Produces<PolicyAnswer>().With(RouteManners.GivesVersion);
        policies.MapPost("/{id:guid}/disable", DisableAsync).Says("disablePolicy", "Switch the schedule off", "Retention goes on.")
            .Produces<PolicyAnswer>().With(RouteManners.GivesVersion);
    }

    /// <summary>Answers with a policy and its version.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext http, Actor actor, PolicyQuery query, Guid id, int status, CancellationToken cancel)
    {
        var policy = await query.FindAsync(actor.Scope, id, cancel) ?? throw Missing();
        http.Response.Headers.ETag = Versions.Tag(policy.Version);
        if (status == StatusCodes.Status201Created)
        {
            http.Response.Headers.Location = $"{http.Request.PathBase}{ApiPath.Root}/policies/{id}";
        }

        return TypedResults.Json(PolicyShape.Of(policy), ApiJson.Options, statusCode: status);
    }

    private static async Task<IResult> ListAsync(
        string? search, string? fileSystemId, string? limit, string? cursor, Actor actor, PolicyQuery query, CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new PolicyFilter(search, asked.Id(fileSystemId));
        var (page, total, _) = await query.ListAsync(actor.Scope, filter, asked.Page(limit, cursor), cancel);
        return TypedResults.Json(new { Items = page.Items.Select(PolicyShape.Of), page.Next, Total = total }, ApiJson.Options);
    }

    private static Task<IResult> FindAsync(HttpContext http, Guid id, Actor actor, PolicyQuery query, CancellationToken cancel) =>
        AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);

    private static async Task<IResult> CreateAsync(
        HttpContext http, Actor actor, PolicyCommands commands, PolicyQuery query, IdempotencyKeys keys, CancellationToken cancel)
    {
        var text = await JsonBody.TextAsync(http.Request, cancel);
        var id = await keys.OnceAsync(
            ApiCaller.IdempotencyKey(http.Request),
            $"{http.Request.Path}\n{text}",
            actor, async named => (await commands.CreateAsync(named, PolicyShape.Read(text), null, cancel)).Id,
            cancel);
        return await AnswerAsync(http, actor, query, id, StatusCodes.Status201Created, cancel);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http, Guid id, Actor actor, PolicyCommands commands, CancellationToken cancel)
    {
        await commands.RemoveAsync(actor, id, Versions.Expected(http.Request), cancel);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> OrderAsync(
        HttpContext http, Actor actor, PolicyCommands commands, PolicyQuery query, CancellationToken cancel)
    {
        await commands.OrderAsync(actor, await JsonBody.ReadAsync<IReadOnlyList<Guid>>(http.Request, cancel), cancel);
        return await ListAsync(null, null, $"{PageRequest.MaxLimit}", null, actor, query, cancel);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, Guid id, Actor actor, PolicyQuery query, CancellationToken cancel)
    {
        var policy = await query.FindAsync(actor.Scope, id, cancel) ?? throw Missing();
        http.Response.Headers.ETag = Versions.Tag(policy.Version);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"policy-{id}.json\"";
        return TypedResults.Text(PolicyJson.Write(policy.Document), "application/json");
    }

    private static Task<IResult> EnableAsync(
        HttpContext http, Guid id, Actor actor, PolicyCommands commands, PolicyQuery query, CancellationToken cancel) =>
        SwitchAsync(http, id, true, actor, commands, query, cancel);

    private static Task<IResult> DisableAsync(
        HttpContext http, Guid id, Actor actor, PolicyCommands commands, PolicyQuery query, CancellationToken cancel) =>
        SwitchAsync(http, id, false, actor, commands, query, cancel);

    private static async Task<IResult> SwitchAsync(
        HttpContext http, Guid id, bool enabled, Actor actor, PolicyCommands commands, PolicyQuery query, CancellationToken cancel)
    {
        await commands.EnableAsync(actor, id, enabled, cancel);
        return await AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);
    }

    private static NotFoundException Missing() => new("This policy does not exist. It may have been removed.");
}
