using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Views;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries.Reading;

/// <summary>Shows sessions with the sums of their tasks: one query for the sessions, one for all sums.</summary>
internal static class SessionReader
{
    /// <summary>Reads <paramref name="wanted"/> sessions, in their order.</summary>
    public static async Task<IReadOnlyList<SessionView>> ReadAsync(PortalDb db, IQueryable<Session> wanted, CancellationToken cancel)
    {
        var sessions = await wanted.AsNoTracking().ToListAsync(cancel);
        var ids = sessions.ConvertAll(session => session.Id);
        var sums = await db.Tasks
            .Where(task => ids.Contains(task.SessionId))
            .GroupBy(task => new { task.SessionId, task.State })
            .Select(group => new Sum(group.Key.SessionId, group.Key.State, group.Count(), group.Sum(task => task.Percent)))
            .ToListAsync(cancel);
        var bySession = sums.ToLookup(sum => sum.SessionId);
        return [.. sessions.Select(session => View(session, [.. bySession[session.Id]]))];
    }

    private static SessionView View(Session session, Sum[] sums) => new()
    {
        Id = session.Id,
        Type = session.Type,
        PolicyId = session.PolicyId,
        Title = session.Title,
        Slot = session.Slot,
        Flags = (session.Order?.Flags ?? GfsFlags.None).ToLetters(),
        Trigger = session.Trigger,
        State = session.State,
        Actor = session.Actor,
        Percent = PercentOf(session, sums),
        CreatedAt = session.CreatedAt,
        StartedAt = session.StartedAt,
        EndedAt = session.EndedAt,
        StopRequestedAt = session.StopRequestedAt,
        Reason = session.Reason,
        Counts = CountsOf(sums),
    };

    private static int PercentOf(Session session, Sum[] sums)
    {
        if (!session.IsOpen)
        {
            return 100;
        }

        var total = sums.Sum(sum => sum.Count);
        return total == 0 ? 0 : sums.Sum(sum => sum.Percents) / total;
    }

    private static TaskCounts CountsOf(Sum[] sums)
    {
        int In(TaskState state) => sums.Where(sum => sum.State == state).Sum(sum => sum.Count);
        return new TaskCounts(
            sums.Sum(sum => sum.Count), In(TaskState.Running), In(TaskState.Succeeded), In(TaskState.Warning),
            In(TaskState.Failed), In(TaskState.Canceled), In(TaskState.Skipped));
    }

    private sealed record Sum(Guid SessionId, TaskState State, int Count, int Percents);
}
