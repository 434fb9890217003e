using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>An account as it is sent.</summary>
internal sealed record AccountShape(string? Name, string? AwsAccount, string? RoleArn, IReadOnlyList<string>? Regions)
{
    /// <summary>What an answer holds besides may be sent back, and is left aside.</summary>
    public Guid? Id { get; init; }

    public long? Version { get; init; }

    public string? CredentialState { get; init; }

    public string? Trouble { get; init; }
}

/// <summary>What was found in an account.</summary>
internal sealed record Checked(IReadOnlyList<Finding> Findings);

/// <summary>AWS accounts.</summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("/", ListAsync).WithSummary("Accounts by name");
        accounts.MapPost("/", CreateAsync).WithSummary("Register an account").Accepts<AccountShape>("application/json")
            .Produces<AccountView>(201);
        accounts.MapGet("/{id:guid}", FindAsync).WithSummary("One account").Produces<AccountView>();
        accounts.MapPut("/{id:guid}", ChangeAsync).WithSummary("Change an account").Accepts<AccountShape>("application/json")
            .Produces<AccountView>();
        accounts.MapPost("/{id:guid}/check", CheckAsync).WithSummary("Look whether an account can be worked with");
        accounts.MapDelete("/{id:guid}", RemoveAsync).WithSummary("Remove an account no policy uses").Produces(204);
    }

    private static async Task<Ok<Page<AccountView>>> ListAsync(
        string? limit, string? cursor, Actor actor, InventoryQuery query, CancellationToken cancel)
    {
        var page = new Asked().Page(limit, cursor);
        return TypedResults.Ok(ShortList.Cut(
            await query.AccountsAsync(actor.Scope, cancel), page, account => account.Name, account => account.Id));
    }

    private static async Task<IResult> FindAsync(HttpContext http, Guid id, Actor actor, InventoryQuery query, CancellationToken cancel)
    {
        var account = await DemandAsync(actor, query, id, cancel);
        http.Response.Headers.ETag = Versions.Tag(account.Version);
        return TypedResults.Ok(account);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, Actor actor, AccountCommands commands, InventoryQuery query, IdempotencyKeys keys, CancellationToken cancel)
    {
        var sent = await JsonBody.ReadAsync<AccountShape>(http.Request, cancel);
        var id = await keys.OnceAsync(
            ApiCaller.IdempotencyKey(http.Request),
            $"{http.Request.Path}\n{sent with { Regions = null }}\n{string.Join(',', sent.Regions ?? [])}",
            actor, named => commands.CreateAsync(named, sent.Name ?? "", sent.AwsAccount ?? "", RoleOf(sent), sent.Regions ?? [], cancel),
            cancel);
        var account = await DemandAsync(actor, query, id, cancel);
        http.Response.Headers.ETag = Versions.Tag(account.Version);
        return TypedResults.Created($"{http.Request.PathBase}{ApiPath.Root}/accounts/{id}", account);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, Guid id, Actor actor, AccountCommands commands, InventoryQuery query, CancellationToken cancel)
    {
        var sent = await JsonBody.ReadAsync<AccountShape>(http.Request, cancel);
        var known = await DemandAsync(actor, query, id, cancel);
        if (sent.AwsAccount is { } other && other != known.AwsAccount)
        {
            throw new InvalidInputException(
                [new Problem("awsAccount", "The number of an account cannot be changed. Register another account.")]);
        }

        await commands.ChangeAsync(actor, id, sent.Name ?? "", RoleOf(sent), sent.Regions ?? [], Versions.Expected(http.Request), cancel);
        return await FindAsync(http, id, actor, query, cancel);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http, Guid id, Actor actor, AccountCommands commands, CancellationToken cancel)
    {
        await commands.RemoveAsync(actor, id, Versions.Expected(http.Request), cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Checked>> CheckAsync(Guid id, Actor actor, AccountChecks checks, CancellationToken cancel) =>
        TypedResults.Ok(new Checked(await checks.RunAsync(actor, id, cancel)));

    private static string? RoleOf(AccountShape sent) => string.IsNullOrEmpty(sent.RoleArn) ? null : sent.RoleArn;

    private static async Task<AccountView> DemandAsync(Actor actor, InventoryQuery query, Guid id, CancellationToken cancel) =>
        await query.AccountAsync(actor.Scope, id, cancel) ?? throw new NotFoundException("This account does not exist.");
}
