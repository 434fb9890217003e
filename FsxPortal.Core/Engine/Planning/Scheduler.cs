using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>Turns what is due into sessions: one for each slot of each policy, whatever happened to the portal meanwhile.</summary>
public sealed class Scheduler(
    IDbContextFactory<PortalDb> databases, DueSlots slots, IProgressRelay relay, Clocks clocks, Checkpoints checkpoints,
    ILogger<Scheduler> log)
{
    // Policies that are due together are planned together; few enough that somebody who wants one of them need not wait long.
    private const int AtOnce = 100;

    /// <summary>Plans all sessions that are due at the business time.</summary>
    public async Task TickAsync(CancellationToken cancel)
    {
        var now = clocks.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var policies = await db.Policies.AsNoTracking().Where(policy => policy.NextSlotAt <= now).ToListAsync(cancel);
        var ground = new PlanningGround();
        foreach (var group in policies.Chunk(AtOnce))
        {
            if (!await TryAsync(group, ground, now, cancel))
            {
                // What goes wrong with one schedule must not keep the others from running.
                foreach (var policy in group)
                {
                    await TryAsync([policy], ground, now, cancel);
                }
            }
        }
    }

    /// <summary>Has the next tick look at every schedule: another version, or other
    /// rules of a zone, may have noted another next slot.</summary>
    public async Task LookAtAllAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var anyTime = (DateTimeOffset?)DateTimeOffset.MinValue;
        await db.Policies.Where(policy => policy.Enabled)
            .ExecuteUpdateAsync(policy => policy.SetProperty(row => row.NextSlotAt, anyTime), cancel);
    }

    private Task<bool> TryAsync(Policy[] policies, PlanningGround ground, DateTimeOffset now, CancellationToken cancel) => GuardAsync(
        policies.Length == 1 ? policies[0].Name : $"{policies.Length} policies", () => PlanDueAsync(policies, ground, now, cancel));

    private async Task<bool> GuardAsync(string what, Func<Task> plan)
    {
        try
        {
            await plan();
            return true;
        }
        catch (DbUpdateException raced)
        {
            // Another node may have planned the same slot, or somebody changed the policy, in the same second.
            log.LogWarning("The schedule of {What} is read again: {Reason}", what, raced.InnerException?.Message ?? raced.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "The schedule of {What} could not be followed", what);
        }

        return false;
    }

    private async Task PlanDueAsync(IEnumerable<Policy> policies, PlanningGround ground, DateTimeOffset now, CancellationToken cancel)
    {
        List<Guid> due = [.. policies.Select(policy => policy.Id)];
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RowLocks.TakePoliciesAsync(db, due, cancel);
        var current = await db.Policies.Where(row => due.Contains(row.Id) && row.Enabled).ToListAsync(cancel);
        foreach (var policyId in await slots.PlanAsync(db, current, ground, now, cancel))
        {
            await ProtectionBook.RefreshPolicyAsync(db, policyId, cancel);
        }

        await transaction.CommitAsync(cancel);
        slots.Tell(db);
        checkpoints.Pass(Checkpoints.SessionPlanned);
        relay.Publish([ProgressTopic.Sessions, ProgressTopic.Policies]);
    }
}
