namespace FsxPortal.Core.Domain.Sessions.Turns;

/// <summary>In which order tasks ask for what AWS gives to few at a time.</summary>
public static class FairQueue
{
    /// <summary>
    /// Lets policies take turns, the higher priority first: none waits for all the work of another, however much that is. What runs
    /// already counts as a turn taken.
    /// </summary>
    /// <param name="tasks">Tasks that are not over.</param>
    /// <param name="policyOf">The policy of a task; none for tasks of no policy.</param>
    /// <param name="priorities">The priority of each policy: 1 comes before 2. One that was removed comes last.</param>
    public static IReadOnlyList<WorkItem> Order(
        IEnumerable<WorkItem> tasks, Func<WorkItem, Guid?> policyOf, IReadOnlyDictionary<Guid, int> priorities) =>
    [
        .. tasks.GroupBy(policyOf)
            .SelectMany(own =>
                own.OrderByDescending(Runs).ThenBy(task => task.Id)
                    .Select((task, turn) => (Task: task, Turn: turn, Priority: PriorityOf(own.Key, priorities))))
            .OrderBy(place => place.Turn).ThenBy(place => place.Priority).ThenBy(place => place.Task.Id)
            .Select(place => place.Task),
    ];

    private static bool Runs(WorkItem task) => task.Runs.Any(run => run.State == TaskState.Running);

    private static int PriorityOf(Guid? policy, IReadOnlyDictionary<Guid, int> priorities) =>
        policy is { } id && priorities.TryGetValue(id, out var priority) ? priority : int.MaxValue;
}
