using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Sessions.Turns;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions.Turns;

public sealed class FairQueueTests
{
    private static readonly Dictionary<Guid, int> Priorities = new() { [Some.Id(1)] = 1, [Some.Id(2)] = 2 };

    [Fact]
    public void Policies_take_turns_the_higher_priority_first()
    {
        var queue = Order(Task(11, 2), Task(12, 2), Task(21, 1), Task(22, 1), Task(23, 1), Task(31, 9));

        Assert.Equal([21, 11, 31, 22, 12, 23], queue);
    }

    [Fact]
    public void What_runs_counts_as_a_turn_taken()
    {
        var queue = Order(Task(21, 1), Task(22, 1), Running(23, 1), Running(24, 1), Task(11, 2));

        Assert.Equal([23, 11, 24, 21, 22], queue);
    }

    private static List<int> Order(params (WorkItem Task, int Policy)[] tasks)
    {
        var policies = tasks.ToDictionary(pair => pair.Task.Id, pair => Some.Id(pair.Policy));
        return [.. FairQueue.Order(tasks.Select(pair => pair.Task), task => policies[task.Id], Priorities)
            .Select(task => int.Parse(task.Id.ToString("N")[20..], System.Globalization.NumberStyles.HexNumber, null))];
    }

    private static (WorkItem, int) Task(int id, int policy) =>
        (new WorkItem(Some.Id(id), Some.Id(50), Some.Id(60), "resource", "lane", Some.VaultArn), policy);

    private static (WorkItem, int) Running(int id, int policy)
    {
        var (task, _) = Task(id, policy);
        task.Intend(Some.Now);
        return (task, policy);
    }
}
