using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Persistence;

public sealed class NamedLockTests : QueryTests
{
    private NamedLocks Locks => field ??= new NamedLocks(Database);

    [StoreFact]
    public async Task Who_comes_second_gets_nothing_until_the_first_lets_go()
    {
        var first = await Locks.TakeAsync("sync", Cancel);
        Assert.Null(await Locks.TryTakeAsync("sync", Cancel));

        await first.DisposeAsync();

        await using var second = await Locks.TryTakeAsync("sync", Cancel);
        Assert.NotNull(second);
    }

    [StoreFact]
    public async Task Locks_of_other_names_are_free()
    {
        await using var sync = await Locks.TakeAsync("sync", Cancel);
        await using var inventory = await Locks.TryTakeAsync("inventory", Cancel);
        Assert.NotNull(inventory);
    }

    [StoreFact]
    public async Task Everybody_who_waits_gets_a_turn_alone()
    {
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var turn = await Locks.TakeAsync("sync", Cancel);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }));
    }
}
