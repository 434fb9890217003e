using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Reads sessions, their tasks and their logs.</summary>
public sealed class SessionQuery(ScopedReads reads)
{
    private const int MostFailures = 5;

    /// <summary>The sessions, newest first.</summary>
    public async Task<Page<SessionView>> ListAsync(Scope scope, SessionFilter filter, PageRequest request, CancellationToken cancel)
    {
        var after = Keyset.Read(request);
        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var sessions = Where(db.Sessions, filter);
        if (after is not null)
        {
            var (at, id) = (after.Instant, after.Id);
            sessions = sessions.Where(session => session.CreatedAt < at || (session.CreatedAt == at && session.Id.CompareTo(id) < 0));
        }

        var read = await SessionReader.ReadAsync(
            db, sessions.OrderByDescending(session => session.CreatedAt).ThenByDescending(session => session.Id)
                .Take(request.Limit + 1), cancel);
        return Keyset.Cut(read, request, session => Keyset.At(session.CreatedAt, session.Id));
    }

    /// <summary>One session; none if there is no such.</summary>
    public async Task<SessionView?> FindAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var found = await SessionReader.ReadAsync(db, db.Sessions.Where(session => session.Id == id), cancel);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>The tasks of a session by the names of their file systems.</summary>
    public async Task<Page<TaskView>> TasksAsync(Scope scope, Guid sessionId, PageRequest request, CancellationToken cancel)
    {
        var after = Keyset.Read(request);
        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var tasks = db.Tasks.AsNoTracking()
            .Where(task => task.SessionId == sessionId)
            .LeftJoin(db.FileSystems, task => task.FileSystemId, fileSystem => fileSystem.Id,
                (task, fileSystem) => new
                {
                    Task = task,
                    Name = fileSystem!.Name ?? "",
                    Last = task.State != TaskState.Running || task.SizeBytes != null ? null : db.RestorePoints
                        .Where(point =>
                            point.FileSystemId == task.FileSystemId && point.Kind == RestorePointKind.Backup
                                && point.State == RestorePointState.Available)
                        .OrderByDescending(point => point.CreatedAt).Select(point => point.SizeBytes).FirstOrDefault(),
                });
        if (after is var (name, id))
        {
            tasks = tasks.Where(row => row.Name.CompareTo(name) > 0 || (row.Name == name && row.Task.Id.CompareTo(id) > 0));
        }

        var rows = await tasks.OrderBy(row => row.Name).ThenBy(row => row.Task.Id).Take(request.Limit + 1).ToListAsync(cancel);
        var page = Keyset.Cut(rows, request, row => new Keyset(row.Name, row.Task.Id));
        return new Page<TaskView>([.. page.Items.Select(row => View(row.Task, row.Name, row.Last))], page.Next);
    }

    /// <summary>How a session went whose tasks are over.</summary>
    public async Task<SessionResult> ResultAsync(Scope scope, Guid sessionId, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var tasks = await db.Tasks.Where(task => task.SessionId == sessionId)
            .Select(task =>
                new { task.FileSystemId, task.ResourceArn, task.SizeBytes, task.StartedAt, task.EndedAt, task.State, task.Reason })
                    .ToListAsync(cancel);
        var copies = await db.Runs.CountAsync(run =>
            run.Kind == JobKind.Copy && run.State == TaskState.Succeeded
                && db.Tasks.Any(task => task.Id == run.ItemId && task.SessionId == sessionId), cancel);
        var slowest = tasks.MaxBy(task => task.EndedAt - task.StartedAt);
        var name = slowest is null ? null
            : await db.FileSystems.Where(row => row.Id == slowest.FileSystemId).Select(row => row.Name).SingleOrDefaultAsync(cancel);
        return new SessionResult(
            tasks.Sum(task => task.SizeBytes ?? 0), copies,
            slowest?.StartedAt is null ? null
                : new SlowestTask(slowest.FileSystemId, name ?? Arn.Parse(slowest.ResourceArn).Id, slowest.StartedAt, slowest.EndedAt),
            [.. tasks.Where(task => task.State is TaskState.Failed or TaskState.Warning).GroupBy(task => task.Reason ?? "")
                .Select(reason => new FailureView(reason.Key, reason.Count())).OrderByDescending(failure => failure.Count)
                .Take(MostFailures)]);
    }

    /// <summary>The log of a session, newest first.</summary>
    public async Task<Page<LogView>> LogAsync(Scope scope, Guid sessionId, LogFilter filter, PageRequest request, CancellationToken cancel)
    {
        var before = Keyset.Read(request)?.Number ?? long.MaxValue;
        await using var db = await reads.OpenAsync(scope, Area.Sessions, cancel);
        var rows = await Where(db.Log, filter)
            .Where(entry => entry.SessionId == sessionId && entry.Id < before)
            .OrderByDescending(entry => entry.Id)
            .Take(request.Limit + 1)
            .Select(entry => new LogView(entry.Id, entry.TaskId, entry.At, entry.Level, entry.Text))
            .ToListAsync(cancel);
        return Keyset.Cut(rows, request, entry => Keyset.At(entry.Id, Guid.Empty));
    }

    private static IQueryable<LogEntry> Where(IQueryable<LogEntry> all, LogFilter filter)
    {
        all = filter.Level switch
        {
            LogLevel.Warning => all.Where(entry => entry.Level == LogLevel.Warning || entry.Level == LogLevel.Error),
            { } level => all.Where(entry => entry.Level == level),
            null => all,
        };
        if (string.IsNullOrWhiteSpace(filter.Text))
        {
            return all;
        }

        var pattern = Like.Anywhere(filter.Text);
#pragma warning disable CA1304, CA1311
        return all.Where(entry => EF.Functions.Like(entry.Text.ToLower(), pattern, Like.Escape));
#pragma warning restore CA1304, CA1311
    }

    private static IQueryable<Session> Where(IQueryable<Session> all, SessionFilter filter)
    {
        if (filter.PolicyId is { } policyId)
        {
            all = all.Where(session => session.PolicyId == policyId);
        }

        if (filter.State is { } state)
        {
            all = all.Where(session => session.State == state);
        }

        if (filter.Trigger is { } trigger)
        {
            all = all.Where(session => session.Trigger == trigger);
        }

        if (filter.From is { } from)
        {
            all = all.Where(session => session.Slot >= from);
        }

        if (filter.To is { } to)
        {
            all = all.Where(session => session.Slot < to);
        }

        return filter.Type is { } type ? all.Where(session => session.Type == type) : all;
    }

    private static TaskView View(WorkItem task, string name, long? last) => new()
    {
        Id = task.Id,
        SessionId = task.SessionId,
        FileSystemId = task.FileSystemId,
        FileSystemName = name.Length > 0 ? name : Arn.Parse(task.ResourceArn).Id,
        State = task.State,
        Step = task.Step,
        Percent = task.Percent,
        Reason = task.Reason,
        SizeBytes = task.SizeBytes,
        ExpectedBytes = last,
        AttemptAt = task.Backup.IntentAt,
        WaitsSince = task.WaitsSince,
        RestorePointId = task.RestorePointId,
        StartedAt = task.StartedAt,
        EndedAt = task.EndedAt,
        Backup = task.Backup.JobId is null && task.Backup.RecoveryPointArn is null
            ? null
            : new BackupJobView(task.Backup.JobId, task.Backup.RecoveryPointArn, task.Backup.Percent),
        Attempts = [.. task.Backup.Attempts.Select(attempt =>
            new AttemptView(attempt.Number, attempt.JobId, attempt.State, attempt.Reason))],
        Copies = [.. task.Copies.Select(View)],
        Version = task.Version,
    };

    private static CopyView View(AwsJobRun copy) =>
        new(copy.JobId, copy.Region, Arn.Parse(copy.VaultArn).Resource.Split(':')[^1], copy.RecoveryPointArn, copy.RestorePointId,
            copy.State, copy.Reason);
}
