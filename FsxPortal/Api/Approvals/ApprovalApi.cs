using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api.Approvals;

/// <summary>Why somebody does not want what somebody else has asked for.</summary>
internal sealed record Rejection(string? Reason);

/// <summary>What waits for a second person.</summary>
internal static class ApprovalApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var approvals = api.MapGroup("/approvals").WithTags("Approvals");
        approvals.MapRead("/", ListAsync)
            .Says("listApprovals", "Requests for approval, newest first", "What waits for a second person, and what became of it.")
            .Chooses<ApprovalState>("state");
        approvals.MapRead("/{id:guid}", FindAsync).Says(
            "getApproval", "One request for approval", "Who asked for what, what would happen, and how it stands.");
        approvals.MapPost("/{id:guid}/approve", ApproveAsync).Says(
                "approveRequest", "Approve a request, and carry it out",
                "Somebody else than who asked, who may do it, too. Where what it is about was changed meanwhile, nothing is done, and the "
                    + "request is outdated.")
            .Produces<ApprovalView>();
        approvals.MapPost("/{id:guid}/reject", RejectAsync).Says(
                "rejectRequest", "Reject a request", "Nothing is done. Whoever asked is told why.")
            .Sends<Rejection>(Examples.Rejection).Produces<ApprovalView>();
        approvals.MapPost("/{id:guid}/withdraw", WithdrawAsync).Says(
                "withdrawRequest", "Withdraw a request", "Whoever asked wants it no longer.")
            .Produces<ApprovalView>();
    }

    private static async Task<Ok<Page<ApprovalView>>> ListAsync(
        string? state, string? limit, string? cursor, Actor actor, ApprovalQuery query, CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new ApprovalFilter(asked.One<ApprovalState>(state));
        return TypedResults.Ok(await query.ListAsync(actor.Scope, filter, asked.Page(limit, cursor), cancel));
    }

    private static async Task<Ok<ApprovalView>> FindAsync(Guid id, Actor actor, ApprovalQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await SecondPerson.RequestAsync(actor, query, id, cancel));

    private static async Task<IResult> ApproveAsync(
        Guid id, Actor actor, ApprovalCommands commands, ApprovalQuery query, CancellationToken cancel)
    {
        await commands.ApproveAsync(actor, id, cancel);
        return await FindAsync(id, actor, query, cancel);
    }

    private static async Task<IResult> RejectAsync(
        HttpContext http, Guid id, Actor actor, ApprovalCommands commands, ApprovalQuery query, CancellationToken cancel)
    {
        var rejection = await JsonBody.ReadAsync<Rejection>(http.Request, cancel);
        await commands.RejectAsync(actor, id, rejection.Reason, cancel);
        return await FindAsync(id, actor, query, cancel);
    }

    private static async Task<IResult> WithdrawAsync(
        Guid id, Actor actor, ApprovalCommands commands, ApprovalQuery query, CancellationToken cancel)
    {
        await commands.WithdrawAsync(actor, id, cancel);
        return await FindAsync(id, actor, query, cancel);
    }
}
