using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>The file systems with which earlier runs of a policy are not done: these are left out of the next run, and no others.</summary>
public sealed class BusyFileSystems
{
    private static readonly BusyFileSystems None = new([]);

    private readonly Dictionary<Guid, DateTimeOffset> _runs;

    private BusyFileSystems(Dictionary<Guid, DateTimeOffset> runs) => _runs = runs;

    /// <summary>The slot of the oldest run that still goes on; none if none does.</summary>
    public DateTimeOffset? Oldest => _runs.Count == 0 ? null : _runs.Values.Min();

    /// <summary>Reads what is open of policies, at once however many they are.</summary>
    /// <remarks>A backup that only waits for its chains to be judged keeps nobody from the next, nor does what somebody has given up by
    /// stopping its session after a day.</remarks>
    /// <returns>What is open of a policy.</returns>
    public static async Task<Func<Guid, BusyFileSystems>> ReadAsync(
        PortalDb db, IEnumerable<Guid> policies, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - JobDeadlines.OverdueAfter;
        var ids = policies.Select(id => (Guid?)id).ToList();
        var open = await db.Tasks.Where(task => (task.State == TaskState.Pending || task.State == TaskState.Running)
                && task.Step != TaskStep.Retaining)
            .Join(db.Sessions.Where(session => ids.Contains(session.PolicyId)), task => task.SessionId, session => session.Id,
                (task, session) => new { session.PolicyId, task.FileSystemId, task.StartedAt, session.Slot, session.StopRequestedAt })
            .Where(task => task.StopRequestedAt == null || task.StartedAt == null || task.StartedAt > since).ToListAsync(cancel);
        var runs = open.GroupBy(task => task.PolicyId!.Value).ToDictionary(policy => policy.Key, policy => new BusyFileSystems(
            policy.GroupBy(task => task.FileSystemId).ToDictionary(tasks => tasks.Key, tasks => tasks.Min(task => task.Slot))));
        return policyId => runs.GetValueOrDefault(policyId, None);
    }

    /// <summary>The slot of the run that still backs a file system up; none if none does.</summary>
    public DateTimeOffset? RunOf(Guid fileSystemId) => _runs.TryGetValue(fileSystemId, out var slot) ? slot : null;

    /// <summary>Why a file system is left out; none if it is not.</summary>
    public string? RefusalOf(Guid fileSystemId) =>
        RunOf(fileSystemId) is { } slot ? $"The run of {Moments.Text(slot)} was still going on." : null;
}
