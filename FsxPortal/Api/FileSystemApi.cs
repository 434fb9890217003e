using FsxPortal.Api.Described;
using FsxPortal.Api.Http;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FsxPortal.Api;

/// <summary>The chains of a file system. Backups lie in one vault unless a policy's vault was changed.</summary>
/// <param name="Backups">The chain that grows: the one with the newest restore point.</param>
/// <param name="OtherBackups">Chains of backups in other vaults.</param>
/// <param name="Copies">One chain for each vault that received copies.</param>
/// <param name="Manual">Backups made by hand, outside every chain.</param>
internal sealed record ChainsShape(
    ChainView? Backups, IReadOnlyList<ChainView> OtherBackups, IReadOnlyList<ChainView> Copies, IReadOnlyList<RestorePointView> Manual);

/// <summary>A part of a file system's history.</summary>
internal sealed record TimelineShape(IReadOnlyList<PointMark> Items);

/// <summary>Which chain need not wait for its next restore point.</summary>
internal sealed record ThawWish(RestorePointKind Kind, string? VaultArn);

/// <summary>File systems and their chains.</summary>
internal static class FileSystemApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var fileSystems = api.MapGroup("/file-systems").WithTags("File systems");
        fileSystems.MapRead("/", ListAsync).Says(
                "listFileSystems", "File systems by name", "The file systems and ONTAP volumes that AWS lists, and how each is protected.")
            .Chooses<ProtectionState>("state");
        fileSystems.MapRead("/{id:guid}", FindAsync).Says(
            "getFileSystem", "One file system", "A file system or ONTAP volume, and how it is protected.");
        fileSystems.MapRead("/{id:guid}/chains", ChainsAsync).Says(
            "getChains", "The restore points of a file system, in chains", "Everything one can go back to, oldest first in each chain.");
        fileSystems.MapRead("/{id:guid}/timeline", TimelineAsync).Says(
            "getTimeline", "The restore points of a span of time, in brief", "Deleted ones included; the last year unless told otherwise.");
        fileSystems.MapPost("/{id:guid}/thaw", ThawAsync).Says(
                "thawChain", "Let ended restore points of a frozen chain go",
                "A chain whose next restore point does not come keeps what it has. This ends the wait for it.")
            .Sends<ThawWish>(Examples.Thaw).Produces(204).Refuses(404, 409);
    }

    private static async Task<Ok<Page<FileSystemView>>> ListAsync(
        string? search, string? state, string? region, string? policyId, string? limit, string? cursor, Actor actor, FileSystemQuery query,
        CancellationToken cancel)
    {
        var asked = new Asked();
        var filter = new FileSystemFilter(
            search, asked.One<ProtectionState>(state), string.IsNullOrEmpty(region) ? null : region, asked.Id(policyId));
        return TypedResults.Ok(await query.ListAsync(actor.Scope, filter, asked.Page(limit, cursor), cancel));
    }

    private static async Task<Ok<FileSystemView>> FindAsync(Guid id, Actor actor, FileSystemQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await query.FindAsync(actor.Scope, id, cancel) ?? throw Missing());

    private static async Task<Ok<ChainsShape>> ChainsAsync(
        Guid id, Actor actor, ChainQuery query, FileSystemQuery fileSystems, PolicyQuery policies, CancellationToken cancel)
    {
        var chains = await query.ChainsAsync(actor.Scope, id, cancel) ?? throw Missing();
        var fileSystem = await fileSystems.FindAsync(actor.Scope, id, cancel) ?? throw Missing();
        var vault = fileSystem.PolicyId is { } policyId
            ? (await policies.FindAsync(actor.Scope, policyId, cancel))?.Document.Vaults.GetValueOrDefault(fileSystem.Region)
            : null;
        var current = chains.BackupChains.FirstOrDefault(chain => chain.Vault == vault && chain.Region == fileSystem.Region)
            ?? chains.BackupChains.MaxBy(chain => chain.RestorePoints[^1].CreatedAt)
            ?? (vault is null ? null : new ChainView(vault, fileSystem.Region, []));
        return TypedResults.Ok(new ChainsShape(
            current, [.. chains.BackupChains.Where(chain => chain != current)], chains.Copies, chains.Manual));
    }

    private static async Task<NoContent> ThawAsync(
        HttpContext http, Guid id, Actor actor, RestorePointCommands commands, CancellationToken cancel)
    {
        var wish = await JsonBody.ReadAsync<ThawWish>(http.Request, cancel);
        await commands.ThawAsync(actor, new ChainKey(id, wish.Kind, wish.VaultArn ?? ""), cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<TimelineShape>> TimelineAsync(
        Guid id, string? from, string? to, Actor actor, TimelineQuery query, Clocks clocks, CancellationToken cancel)
    {
        var asked = new Asked();
        var (first, last) = (asked.Instant(from), asked.Instant(to));
        asked.Demand();
        var until = last ?? clocks.Now;
        return TypedResults.Ok(
            new TimelineShape(await query.ReadAsync(actor.Scope, id, first ?? until.AddYears(-1), until, cancel) ?? throw Missing()));
    }

    private static NotFoundException Missing() => new("This file system does not exist.");
}
