using FsxPortal.Api.Described;
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
        accounts.MapRead("/", ListAsync).Says(
            "listAccounts", "Accounts by name", "The AWS accounts that the portal works in, as far as the caller sees them.");
        accounts.MapRead("/{id:guid}", FindAsync).Says("getAccount", "One account", "An account, with what AWS says of its credentials.")
            .Produces<AccountView>().With(RouteManners.GivesVersion);
        accounts.MapPost("/", CreateAsync).Says(
                "createAccount", "Register an account", "From now on the portal reads the account and may protect what is in it.")
            .Sends<AccountShape>(Examples.NewAccount).Produces<AccountView>(201)
            .With(RouteManners.TakesKey | RouteManners.GivesVersion | RouteManners.GivesLocation);
        accounts.MapPut("/{id:guid}", ChangeAsync).Says(
                "changeAccount", "Change an account", "Replaces name, role and Regions. The number of an account stays what it is.")
            .Sends<AccountShape>(Examples.ChangedAccount).Produces<AccountView>()
            .With(RouteManners.DemandsVersion | RouteManners.GivesVersion);
        accounts.MapDelete("/{id:guid}", RemoveAsync).Says(
                "removeAccount", "Remove an account no policy uses", "The portal forgets the account. Nothing is deleted in AWS.")
            .Produces(204).With(RouteManners.DemandsVersion | RouteManners.MayHaveToWait);
        accounts.MapPost("/{id:guid}/check", CheckAsync).Says(
            "checkAccount", "Look whether an account can be worked with",
            "Asks AWS for identity, permissions, file systems and vaults, changes nothing, and says what to do about what is wrong.");
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
