using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Inspections;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>What policies would do, and what is wrong with them.</summary>
internal static class PolicyPreviewApi
{
    /// <summary>The most entries of a list inside a preview, unless all are asked for.</summary>
    public const int MostShown = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapPost("/validate", ValidateAsync).Says(
                "validatePolicy", "Check a policy without saving it", "Names everything that is wrong with a document, field by field.")
            .Sends<PolicyDocument>(Examples.PolicyNamed("Wanted")).Produces<Validated>();
        policies.MapPost("/preview", PreviewAsync).Says(
                "previewPolicy", "What a policy would do if it were saved",
                "The next runs, the file systems it would back up, and the restore points that would end sooner or go, with a digest of them.")
            .Sends<PolicyDocument>(Examples.PolicyNamed("Wanted")).Produces<PolicyPreview>().Chooses<RetentionChange>("retention");
        policies.MapRead("/{id:guid}/pending", PendingAsync).Says(
                "getPendingDeletions", "What waits for an approval, and its digest",
                "The restore points that end sooner once they are approved.")
            .Produces<PolicyPreview>();
    }

    /// <summary>That nothing is wrong.</summary>
    internal sealed record Validated(bool Valid);

    private static async Task<Ok<PolicyPreview>> PendingAsync(
        Guid id, string? all, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var most = asked.Flag(all) ? int.MaxValue : MostShown;
        asked.Demand();
        return TypedResults.Ok((await previews.PendingAsync(actor.Scope, id, cancel)).Cut(most));
    }

    private static async Task<IResult> ValidateAsync(
        HttpContext http, string? id, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var existing = asked.Id(id);
        asked.Demand();
        var document = PolicyShape.Read(await JsonBody.TextAsync(http.Request, cancel));
        var problems = await previews.ValidateAsync(actor.Scope, document, existing, cancel);
        return problems.Count > 0
            ? throw new InvalidInputException(problems)
            : TypedResults.Json(new Validated(true), ApiJson.Options);
    }

    private static async Task<Ok<PolicyPreview>> PreviewAsync(
        HttpContext http, string? id, string? retention, string? all, Actor actor, PolicyPreviews previews, CancellationToken cancel)
    {
        var asked = new Asked();
        var (existing, change) = (asked.Id(id), asked.One<RetentionChange>(retention) ?? RetentionChange.AskFirst);
        var most = asked.Flag(all) ? int.MaxValue : MostShown;
        asked.Demand();
        var document = PolicyShape.Read(await JsonBody.TextAsync(http.Request, cancel));
        return TypedResults.Ok((await previews.ReadAsync(actor.Scope, document, existing, change, cancel)).Cut(most));
    }
}
