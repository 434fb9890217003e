using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>How vaults shall be read again.</summary>
internal sealed record SyncShape(bool Rebuild = false);

/// <summary>Vaults, and reading AWS again.</summary>
internal static class VaultApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var vaults = api.MapGroup("/vaults").WithTags("Vaults");
        vaults.MapRead("/", ListAsync).Says(
            "listVaults", "Vaults by account, Region and name", "The vaults that AWS lists, and how many restore points each holds.");
        vaults.MapPost("/sync", SyncAsync).Says(
                "syncVaults", "Read the inventory and all vaults again", "AWS wins where it says something else than the portal remembers.")
            .Sends<SyncShape>(Examples.Sync, optional: true).Produces<SessionView>(202).With(RouteManners.GivesLocation);
    }

    private static async Task<Ok<Page<VaultView>>> ListAsync(
        string? limit, string? cursor, Actor actor, InventoryQuery query, CancellationToken cancel)
    {
        var page = new Asked().Page(limit, cursor);
        return TypedResults.Ok(ShortList.Cut(
            await query.VaultsAsync(actor.Scope, cancel), page,
            vault => $"{vault.AwsAccount} {vault.Region} {vault.Name}", vault => vault.Id));
    }

    private static async Task<IResult> SyncAsync(
        HttpContext http, Actor actor, SessionCommands commands, SessionQuery sessions, CancellationToken cancel)
    {
        if (await JsonBody.ReadOptionalAsync<SyncShape>(http.Request, cancel) is { Rebuild: true })
        {
            throw new InvalidInputException([new Problem("rebuild", "Rebuilding from the vaults is not available yet.")]);
        }

        return await SessionApi.AcceptedAsync(http, actor, sessions, await commands.SyncAsync(actor, cancel), cancel);
    }
}
