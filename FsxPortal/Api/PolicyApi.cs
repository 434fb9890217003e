using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>Policies: reading, writing, ordering, exporting.</summary>
internal static class PolicyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("/", ListAsync).WithSummary("Policies by priority").Produces<Page<PolicyDocument>>();
        policies.MapPost("/", CreateAsync).WithSummary("Create a policy").Accepts<PolicyDocument>("application/json")
            .Produces<PolicyDocument>(201);
        policies.MapPost("/import", CreateAsync).WithSummary("Create a policy from an export").Accepts<PolicyDocument>("application/json")
            .Produces<PolicyDocument>(201);
        policies.MapPut("/order", OrderAsync).WithSummary("Give all policies their priority")
            .Accepts<IReadOnlyList<Guid>>("application/json");
        policies.MapGet("/{id:guid}", FindAsync).WithSummary("One policy").Produces<PolicyDocument>();
        policies.MapPut("/{id:guid}", ChangeAsync).WithSummary("Replace a policy").Accepts<PolicyDocument>("application/json")
            .Produces<PolicyDocument>();
        policies.MapDelete("/{id:guid}", RemoveAsync).WithSummary("Remove a policy; its restore points stay").Produces(204);
        policies.MapGet("/{id:guid}/export", ExportAsync).WithSummary("The policy document as a file").Produces<PolicyDocument>();
        policies.MapPost("/{id:guid}/approve-deletions", ApproveAsync)
            .WithSummary("Let exactly those restore points end sooner that were shown").Accepts<Approval>("application/json")
            .Produces<PolicyDocument>();
        policies.MapPost("/{id:guid}/enable", EnableAsync).WithSummary("Switch the schedule on").Produces<PolicyDocument>();
        policies.MapPost("/{id:guid}/disable", DisableAsync).WithSummary("Switch the schedule off").Produces<PolicyDocument>();
    }

    /// <summary>Answers with a policy and its version.</summary>
    private static async Task<IResult> AnswerAsync(
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

    private static async Task<IResult> ApproveAsync(
        HttpContext http, Guid id, Actor actor, PolicyCommands commands, PolicyPreviews previews, PolicyQuery query,
        CancellationToken cancel)
    {
        var approval = await JsonBody.ReadAsync<Approval>(http.Request, cancel);
        try
        {
            await commands.ApproveDeletionsAsync(actor, id, approval.Digest, Versions.Expected(http.Request), cancel);
        }
        catch (ApprovalOutdatedException outdated)
        {
            return Outdated(outdated, await previews.PendingAsync(actor.Scope, id, cancel));
        }

        return await AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, Guid id, string? retention, string? digest, Actor actor, PolicyCommands commands, PolicyPreviews previews,
        PolicyQuery query, CancellationToken cancel)
    {
        var asked = new Asked();
        var change = asked.One<RetentionChange>(retention) ?? RetentionChange.AskFirst;
        asked.Demand();
        var document = PolicyShape.Read(await JsonBody.TextAsync(http.Request, cancel));
        try
        {
            await commands.ChangeAsync(actor, id, document, Versions.Expected(http.Request), new RetentionWish(change, digest), cancel);
        }
        catch (ApprovalOutdatedException outdated)
        {
            return Outdated(outdated, await previews.ReadAsync(actor.Scope, document, id, change, cancel));
        }

        return await AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);
    }

    // With the set as it is now: who approves it next approves that.
    private static ProblemHttpResult Outdated(ApprovalOutdatedException outdated, PolicyPreview preview) => TypedResults.Problem(
        outdated.Message, statusCode: StatusCodes.Status409Conflict, title: "Other restore points by now.",
        extensions: [new("digest", preview.Digest), new("cuts", preview.Cuts), new("stock", preview.Stock),
            new("deletions", preview.Deletions.Take(PolicyPreviewApi.MostShown)),
            new("later", preview.Later.Take(PolicyPreviewApi.MostShown))]);

    /// <summary>The approval of a set of restore points.</summary>
    internal sealed record Approval(string? Digest);

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
