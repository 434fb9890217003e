using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>A policy, with what its schedule and its runs say as of now.</summary>
internal sealed record PolicyStanding(Policy Policy, Freshness Freshness, DateTimeOffset? NextRunAt, DateTimeOffset? MissedSlot);

/// <summary>All policies at one moment, and the file systems seen through them.</summary>
internal sealed class Fleet
{
    private readonly Dictionary<Guid, PolicyStanding> _standings;

    private Fleet(IEnumerable<PolicyStanding> standings)
    {
        Standings = [.. standings];
        Policies = [.. Standings.Select(standing => standing.Policy)];
        _standings = Standings.ToDictionary(standing => standing.Policy.Id);
    }

    /// <summary>By priority.</summary>
    public IReadOnlyList<PolicyStanding> Standings { get; }

    public IReadOnlyList<Policy> Policies { get; }

    /// <summary>Reads all policies; there are few.</summary>
    public static async Task<Fleet> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var policies = await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ThenBy(policy => policy.Id).ToListAsync(cancel);
        var newest = await db.Policies.Select(policy => db.Sessions
            .Where(session => session.PolicyId == policy.Id && session.Type == SessionType.Policy && session.EndedAt != null)
            .OrderByDescending(session => session.Slot)
            .Select(session => (Guid?)session.Id)
            .FirstOrDefault()).ToListAsync(cancel);
        var missed = await db.Sessions
            .Where(session => newest.Contains(session.Id) && session.State == SessionState.Missed)
            .Select(session => new { session.PolicyId, session.Slot })
            .ToListAsync(cancel);
        return new Fleet(policies.Select(policy => new PolicyStanding(
            policy,
            Freshness.Of(policy, now),
            policy.Enabled ? Occurrences.Next(policy.Schedule, policy.Zone, now)?.Slot : null,
            missed.Find(session => session.PolicyId == policy.Id)?.Slot)));
    }

    /// <summary>Reads <paramref name="wanted"/> file systems, in their order.</summary>
    public async Task<IReadOnlyList<FileSystemView>> ViewAsync(PortalDb db, IQueryable<FileSystem> wanted, CancellationToken cancel)
    {
        var rows = await wanted.AsNoTracking().Select(fileSystem => new
        {
            FileSystem = fileSystem,
            Record = db.Protection.FirstOrDefault(record => record.FileSystemId == fileSystem.Id),
            LastTaskId = db.Tasks
                .Where(task => task.FileSystemId == fileSystem.Id && task.EndedAt != null
                    && (task.State == TaskState.Succeeded || task.State == TaskState.Warning || task.State == TaskState.Failed))
                .OrderByDescending(task => task.EndedAt)
                .Select(task => (Guid?)task.Id)
                .FirstOrDefault(),
        }).ToListAsync(cancel);
        var lastTasks = rows.Select(row => row.LastTaskId).OfType<Guid>().ToList();
        var failures = await db.Tasks
            .Where(task => lastTasks.Contains(task.Id) && task.State == TaskState.Failed)
            .Select(task => new { task.FileSystemId, task.Reason })
            .ToDictionaryAsync(task => task.FileSystemId, task => task.Reason ?? "AWS gave no reason.", cancel);
        return [.. rows.Select(row => View(row.FileSystem, row.Record, failures.GetValueOrDefault(row.FileSystem.Id)))];
    }

    private FileSystemView View(FileSystem fileSystem, ProtectionRecord? record, string? failure)
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
            PolicyId = owner?.Id,
            PolicyName = owner?.Name,
            SkippedBy = [.. skipped.Select(policy => new SkipView(policy.Id, policy.Name, $"Policy '{owner?.Name}' has the higher priority."))],
            Protection = Protection(fileSystem, owner, record, failure),
        };
    }

    private ProtectionView Protection(FileSystem fileSystem, Policy? owner, ProtectionRecord? record, string? failure)
    {
        var standing = owner is null ? null : _standings[owner.Id];
        var verdict = ProtectionRule.Judge(fileSystem, new ProtectionEvidence
        {
            Owner = owner,
            Freshness = standing?.Freshness ?? new Freshness(null, null),
            LastBackupAt = record?.LastBackupAt,
            LastCopyAt = record?.LastCopyAt,
            LastFailure = failure,
            MissedSlot = standing?.MissedSlot,
        });
        var runs = verdict.State is ProtectionState.Protected or ProtectionState.AtRisk;
        return new ProtectionView(
            verdict.State, verdict.Reason, record?.LastBackupAt, record?.LastCopyAt, runs ? standing?.NextRunAt : null,
            record?.RestorePoints ?? 0, record?.Copies ?? 0, record?.Bytes ?? 0);
    }
}
