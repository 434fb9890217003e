using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>Changing policies, and approving what a change means for restore points that exist.</summary>
internal static class PolicyChangeApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapPut("/{id:guid}", ChangeAsync).Says(
                "changePolicy", "Replace a policy",
                "Restore points that exist last longer where the document says so. What would end sooner waits for an approval, unless "
                    + "retention and digest give it.")
            .Sends<PolicyDocument>(Examples.PolicyNamed("Changed")).Produces<PolicyAnswer>().Refuses(409)
            .Chooses<RetentionChange>("retention")
            .With(RouteManners.DemandsVersion | RouteManners.GivesVersion | RouteManners.MayHaveToWait);
        policies.MapPost("/{id:guid}/approve-deletions", ApproveAsync).Says(
                "approveDeletions", "Let exactly those restore points end sooner that were shown",
                "The digest is that of the set that a preview or the pending changes have shown. Where it is another one by now, nothing is "
                    + "approved, and the answer shows the new set.")
            .Sends<Approval>(Examples.Approval).Produces<PolicyAnswer>().Refuses(409)
            .With(RouteManners.MayNameVersion | RouteManners.GivesVersion | RouteManners.MayHaveToWait);
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

        return await PolicyApi.AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);
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

        return await PolicyApi.AnswerAsync(http, actor, query, id, StatusCodes.Status200OK, cancel);
    }

    // With the set as it is now: who approves it next approves that.
    private static ProblemHttpResult Outdated(ApprovalOutdatedException outdated, PolicyPreview preview) => TypedResults.Problem(
        outdated.Message, statusCode: StatusCodes.Status409Conflict, title: "Other restore points by now.",
        extensions: [new("digest", preview.Digest), new("cuts", preview.Cuts), new("stock", preview.Stock),
            new("deletions", preview.Deletions.Take(PolicyPreviewApi.MostShown)),
            new("later", preview.Later.Take(PolicyPreviewApi.MostShown))]);

    /// <summary>The approval of a set of restore points.</summary>
    internal sealed record Approval(string? Digest);
}
