using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>A policy, with what its schedule says as of now.</summary>
internal sealed record PolicyStanding(Policy Policy, DateTimeOffset? NextRunAt);

/// <summary>All policies at one moment, and the file systems seen through them.</summary>
internal sealed class Fleet
{
    private readonly Dictionary<Guid, PolicyStanding> _standings;
    private readonly DateTimeOffset _now;

    private Fleet(IEnumerable<PolicyStanding> standings, VaultListings listings, DateTimeOffset now)
    {
        _now = now;
        Listings = listings;
        Standings = [.. standings];
        Policies = [.. Standings.Select(standing => standing.Policy)];
        _standings = Standings.ToDictionary(standing => standing.Policy.Id);
    }

    /// <summary>By priority.</summary>
    public IReadOnlyList<PolicyStanding> Standings { get; }

    public IReadOnlyList<Policy> Policies { get; }

    /// <summary>When the vaults were last listed to their ends.</summary>
    public VaultListings Listings { get; }

    /// <summary>Reads all policies; there are few.</summary>
    public static async Task<Fleet> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var policies = await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id).ToListAsync(cancel);
        return new Fleet(
            policies.Select(policy =>
                new PolicyStanding(policy, policy.Enabled ? Occurrences.Next(policy.Schedule, policy.Zone, now)?.Slot : null)),
            await VaultListings.ReadAsync(db, cancel), now);
    }

    /// <summary>The rows of file systems in a state.</summary>
    public static IQueryable<ProtectionRecord> In(IQueryable<ProtectionRecord> rows, ProtectionState state, DateTimeOffset now) =>
        state switch
        {
            ProtectionState.AtRisk => rows.Where(row => row.AtRiskFrom <= now),
            ProtectionState.Protected =>
                rows.Where(row => row.State == ProtectionState.Protected && (row.AtRiskFrom == null || row.AtRiskFrom > now)),
            _ => rows.Where(row => row.State == state),
        };

    /// <summary>Reads <paramref name="wanted"/> file systems, in their order.</summary>
    public async Task<IReadOnlyList<FileSystemView>> ViewAsync(PortalDb db, IQueryable<FileSystem> wanted, CancellationToken cancel)
    {
        var rows = await wanted.AsNoTracking().Select(fileSystem => new
        {
            FileSystem = fileSystem,
            Record = db.Protection.FirstOrDefault(record => record.FileSystemId == fileSystem.Id),
        }).ToListAsync(cancel);
        return [.. rows.Select(row => View(row.FileSystem, row.Record ?? new ProtectionRecord(row.FileSystem.Id)))];
    }

    /// <summary>Reads every file system as a line, by name. The owner is the one that was noted: nothing is assigned anew.</summary>
    public async Task<IReadOnlyList<FileSystemLine>> LinesAsync(PortalDb db, CancellationToken cancel)
    {
        var rows = await db.FileSystems.AsNoTracking().OrderBy(fileSystem => fileSystem.Name).ThenBy(fileSystem => fileSystem.Id)
            .GroupJoin(
                db.Protection.AsNoTracking(), fileSystem =>
                    fileSystem.Id, record => record.FileSystemId, (fileSystem, records) => new { fileSystem, records })
            .SelectMany(pair => pair.records.DefaultIfEmpty(), (pair, record) => new { FileSystem = pair.fileSystem, Record = record })
            .ToListAsync(cancel);
        return [.. rows.Select(row => Line(row.FileSystem, row.Record ?? new ProtectionRecord(row.FileSystem.Id)))];
    }

    private FileSystemLine Line(FileSystem fileSystem, ProtectionRecord record)
    {
        var owner = record.PolicyId is { } id ? _standings.GetValueOrDefault(id)?.Policy : null;
        var protection = Protection(record, owner);
        return new FileSystemLine
        {
            Id = fileSystem.Id,
            Name = fileSystem.Name,
            AwsFileSystemId = fileSystem.AwsFileSystemId,
            AwsVolumeId = fileSystem.AwsVolumeId,
            Type = fileSystem.Type,
            AwsAccount = fileSystem.AwsAccount,
            Region = fileSystem.Region,
            StorageGiB = fileSystem.Facts.StorageGiB,
            Tags = fileSystem.Facts.Tags,
            IsGone = fileSystem.GoneAt is not null,
            PolicyId = owner?.Id,
            PolicyName = owner?.Name,
            State = protection.State,
            Reason = protection.Reason,
            LastBackupAt = protection.LastBackupAt,
            NextRunAt = protection.NextRunAt,
            RestorePoints = protection.RestorePoints,
        };
    }

    private FileSystemView View(FileSystem fileSystem, ProtectionRecord record)
    {
        var (owner, skipped) = Assignment.Of(fileSystem, Policies);
        return new FileSystemView
        {
            Id = fileSystem.Id,
            Arn = fileSystem.Arn,
            AwsFileSystemId = fileSystem.AwsFileSystemId,
            AwsVolumeId = fileSystem.AwsVolumeId,
            Name = fileSystem.Name,
            Type = fileSystem.Type,
            Deployment = fileSystem.Facts.Deployment,
            ActiveDirectory = fileSystem.Facts.ActiveDirectory,
            StorageGiB = fileSystem.Facts.StorageGiB,
            AccountId = fileSystem.AccountId,
            AwsAccount = fileSystem.AwsAccount,
            Region = fileSystem.Region,
            Lifecycle = fileSystem.Facts.Lifecycle,
            GoneAt = fileSystem.GoneAt,
            Tags = fileSystem.Facts.Tags,
            ForbiddenHours = ForbiddenHours.Of(fileSystem.Facts),
            PolicyId = owner?.Id,
            PolicyName = owner?.Name,
            SkippedBy = [.. skipped.Select(policy =>
                new SkipView(policy.Id, policy.Name, $"Policy '{owner?.Name}' has the higher priority."))],
            Protection = Protection(record, owner) with { AsOf = Listings.Of(fileSystem, owner) },
        };
    }

    private ProtectionView Protection(ProtectionRecord record, Policy? owner)
    {
        var state = record.Verdict.StateAt(_now);
        var next = owner is not null && state is (ProtectionState.Protected or ProtectionState.AtRisk) ? _standings[owner.Id].NextRunAt
            : null;
        return new ProtectionView(
            state, record.Verdict.ReasonAt(_now), record.LastBackupAt, record.LastCopyAt, next, record.RestorePoints, record.Copies,
            record.Bytes);
    }
}
