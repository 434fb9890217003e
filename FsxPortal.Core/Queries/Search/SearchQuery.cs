using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Search;

/// <summary>The kinds of things a search finds.</summary>
public enum SearchKind
{
    FileSystem,
    Policy,
    Session,
    RestorePoint,
    Vault,
}

/// <summary>One thing that a search has found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; that of its file system for a restore point.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">What tells it from others of its name.</param>
/// <param name="At">Its time, for sessions and restore points.</param>
public sealed record SearchHit(SearchKind Kind, Guid Id, string Title, string Detail, DateTimeOffset? At = null)
{
    /// <summary>The file system of a restore point.</summary>
    public Guid? FileSystemId { get; init; }
}

/// <summary>Finds file systems, policies, sessions, restore points and vaults by a part of their name, their id or their ARN.</summary>
public sealed class SearchQuery(ScopedReads reads)
{
    /// <summary>The fewest characters that are looked for.</summary>
    public const int FewestCharacters = 2;

    private const int MostOfAKind = 6;

    /// <summary>The best few of each kind; none for less than two characters.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(Scope scope, string? text, CancellationToken cancel)
    {
        var sought = (text ?? "").Trim();
        if (sought.Length < FewestCharacters || PlainText.Refusal(sought) is not null)
        {
            return [];
        }

        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var (fileSystems, policies) = (scope.Shows(Area.FileSystems), scope.Shows(Area.Policies));
        return
        [
            .. fileSystems ? await FileSystemsAsync(db, sought, cancel) : [],
            .. policies ? await PoliciesAsync(db, sought, cancel) : [],
            .. await SessionsAsync(db, sought, cancel),
            .. fileSystems ? await RestorePointsAsync(db, sought, cancel) : [],
            .. fileSystems ? await VaultsAsync(db, sought, cancel) : [],
        ];
    }

    private static async Task<IEnumerable<SearchHit>> FileSystemsAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        var (anywhere, beginning) = (Like.Anywhere(sought), Like.AtBeginning(sought));

        // What is called here becomes lower() of SQL.
#pragma warning disable CA1304, CA1311
        var found = await db.FileSystems.Where(row =>
            EF.Functions.Like(row.Name.ToLower(), anywhere, Like.Escape) || EF.Functions.Like(row.AwsFileSystemId, beginning, Like.Escape)
                || EF.Functions.Like(row.AwsVolumeId!, beginning, Like.Escape) || row.Arn == sought)
            .OrderByDescending(row => EF.Functions.Like(row.Name.ToLower(), beginning, Like.Escape)).ThenBy(row => row.Name)
            .Take(MostOfAKind)
#pragma warning restore CA1304, CA1311
            .Select(row => new { row.Id, row.Name, row.AwsFileSystemId, row.AwsVolumeId, row.Region }).ToListAsync(cancel);
        return found.Select(row =>
            new SearchHit(SearchKind.FileSystem, row.Id, row.Name, $"{row.AwsVolumeId ?? row.AwsFileSystemId}, {row.Region}"));
    }

    private static async Task<IEnumerable<SearchHit>> PoliciesAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        var anywhere = Like.Anywhere(sought);
#pragma warning disable CA1304, CA1311
        var policies = await db.Policies.AsNoTracking().Where(policy => EF.Functions.Like(policy.Name.ToLower(), anywhere, Like.Escape))
#pragma warning restore CA1304, CA1311
            .OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id).Take(MostOfAKind).ToListAsync(cancel);
        return policies.Select(policy => new SearchHit(SearchKind.Policy, policy.Id, policy.Name, policy.Document.Description ?? ""));
    }

    // Names of sessions are those of policies, of which there are thousands of runs: the newest are meant.
    private static async Task<IEnumerable<SearchHit>> SessionsAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        var anywhere = Like.Anywhere(sought);
        var id = Guid.TryParse(sought, out var given) ? given : Guid.Empty;
#pragma warning disable CA1304, CA1311
        var found = await db.Sessions.Where(session =>
            session.Id == id || EF.Functions.Like(session.Title.ToLower(), anywhere, Like.Escape))
#pragma warning restore CA1304, CA1311
            .OrderByDescending(session => session.CreatedAt).ThenByDescending(session => session.Id).Take(MostOfAKind)
            .Select(session => new { session.Id, session.Title, session.State, session.Slot }).ToListAsync(cancel);
        return found.Select(session =>
            new SearchHit(SearchKind.Session, session.Id, session.Title, session.State.ToString(), session.Slot));
    }

    // There are millions: only a whole ARN, or the id of a backup, is found, and found by the index.
    private static async Task<IEnumerable<SearchHit>> RestorePointsAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        var arns = await ArnsAsync(db, sought, cancel);
        var found = arns.Count == 0 ? []
            : await db.RestorePoints.AsNoTracking().Where(point => arns.Contains(point.Arn)).Take(MostOfAKind).ToListAsync(cancel);
        return found.Select(point => new SearchHit(
            SearchKind.RestorePoint, point.Id, Arn.Parse(point.Arn).Id, $"{point.Kind} in {point.Vault}, {point.Region}", point.Moment)
        {
            FileSystemId = point.FileSystemId,
        });
    }

    private static async Task<IReadOnlyList<string>> ArnsAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        if (sought.StartsWith("arn:", StringComparison.Ordinal))
        {
            return [sought];
        }

        var accounts = sought.StartsWith("backup-", StringComparison.Ordinal) ? await db.Accounts.AsNoTracking().ToListAsync(cancel) : [];
        return [.. accounts.SelectMany(account =>
            account.Regions.Select(region => $"arn:{account.Partition}:fsx:{region}:{account.AwsAccountId}:backup/{sought}"))];
    }

    private static async Task<IEnumerable<SearchHit>> VaultsAsync(PortalDb db, string sought, CancellationToken cancel)
    {
        var vaults = await db.Vaults.AsNoTracking().OrderBy(vault => vault.Name).ThenBy(vault => vault.Region).ToListAsync(cancel);
        return vaults.Where(vault => vault.Name.Contains(sought, StringComparison.OrdinalIgnoreCase) || vault.Arn == sought)
            .Take(MostOfAKind)
            .Select(vault => new SearchHit(SearchKind.Vault, vault.Id, vault.Name,
                $"{vault.Region}, {vault.AwsAccount}{(vault.GoneAt is null ? "" : ", no longer in AWS")}"));
    }
}
