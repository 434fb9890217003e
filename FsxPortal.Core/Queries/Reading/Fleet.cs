using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>All policies at one moment, and the file systems seen through them.</summary>
internal sealed class Fleet
{
    // Of the policies that leave a file system to another; the page of policies shows all of them.
    private const int MostSkips = 5;

    private readonly Dictionary<Guid, Policy> _byId;
    private readonly Dictionary<Guid, DateTimeOffset?> _nextRuns = [];
    private readonly DateTimeOffset _now;

    private Fleet(IReadOnlyList<Policy> policies, VaultListings listings, DateTimeOffset now)
    {
        _now = now;
        Listings = listings;
        Policies = policies;
        _byId = policies.ToDictionary(policy => policy.Id);
    }

    /// <summary>By priority.</summary>
    public IReadOnlyList<Policy> Policies { get; }

    /// <summary>When the vaults were last listed to their ends.</summary>
    public VaultListings Listings { get; }

    /// <summary>Reads all policies.</summary>
    public static async Task<Fleet> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel) => new(
        await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id).ToListAsync(cancel),
        await VaultListings.ReadAsync(db, cancel), now);

    /// <summary>When a policy runs next by its schedule; none if it does not.</summary>
    public static DateTimeOffset? NextRunOf(Policy policy, DateTimeOffset now) =>
        policy.Enabled ? Occurrences.Next(policy.Schedule, policy.Zone, now)?.Slot : null;

    /// <summary>When a policy runs next; reckoned once, and only for those that are asked for.</summary>
    public DateTimeOffset? NextRunOf(Policy policy) =>
        _nextRuns.TryGetValue(policy.Id, out var known) ? known : _nextRuns[policy.Id] = NextRunOf(policy, _now);

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
        var owner = record.PolicyId is { } id ? _byId.GetValueOrDefault(id) : null;
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
            AsOf = Listings.Of(fileSystem, owner),
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
            SkippedByCount = skipped.Count,
            SkippedBy = [.. skipped.Take(MostSkips).Select(policy =>
                new SkipView(policy.Id, policy.Name, $"Policy '{owner?.Name}' has the higher priority."))],
            Protection = Protection(record, owner) with { AsOf = Listings.Of(fileSystem, owner) },
        };
    }

    private ProtectionView Protection(ProtectionRecord record, Policy? owner)
    {
        var state = record.Verdict.StateAt(_now);
        var next = owner is not null && state is (ProtectionState.Protected or ProtectionState.AtRisk) ? NextRunOf(owner) : null;
        return new ProtectionView(
            state, record.Verdict.ReasonAt(_now), record.LastBackupAt, record.LastCopyAt, next, record.RestorePoints, record.Copies,
            record.Bytes);
    }
}
