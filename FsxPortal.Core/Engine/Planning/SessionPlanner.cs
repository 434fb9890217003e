using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>A run that has been planned, and the lanes that have to be woken for it once it is saved.</summary>
public sealed record PlannedRun(Session Session, IReadOnlyCollection<string> Lanes);

/// <summary>Turns one run of a policy into a session with a task for each file system it owns.</summary>
public sealed class SessionPlanner(SessionEnds ends, Clocks clocks)
{
    /// <summary>Adds the session to <paramref name="db"/>; the caller saves it, and wakes its lanes, in its own transaction.</summary>
    /// <remarks>Two nodes that plan the same slot collide on the unique index of policy and slot: one wins.</remarks>
    public async Task<PlannedRun> PlanAsync(
        PortalDb db, Policy policy, Occurrence occurrence, SessionTrigger trigger, Actor actor, PlanningGround ground,
        BusyFileSystems past, CancellationToken cancel)
    {
        var now = clocks.Now;
        var session = new Session(clocks.NewId(), SessionType.Policy, trigger, occurrence.Slot, actor.Name, now);
        session.RunFor(RunOrder.Of(policy, occurrence, trigger));
        db.Sessions.Add(session);
        var lanes = new HashSet<string>();
        List<FileSystem> covered = [.. await ground.CoveredByAsync(db, policy, cancel)];
        if (covered.Count > 0 && covered.All(fileSystem => past.RunOf(fileSystem.Id) is not null))
        {
            ends.End(db, session, SessionState.Skipped, $"The run of {Moments.Text(past.Oldest!.Value)} was still going on.");
            return new PlannedRun(session, lanes);
        }

        session.Start(now);
        db.Log.Add(new LogEntry(session.Id, null, now, LogLevel.Information, StartText(policy, occurrence, trigger, actor)));
        var rare = await RareRuns.ReadAsync(db, policy, occurrence.Slot, null, cancel);
        foreach (var fileSystem in covered)
        {
            if (PlanTask(db, session, policy, fileSystem, await ground.OwnerOfAsync(db, fileSystem, cancel), rare, past) is { } lane)
            {
                lanes.Add(lane);
            }
        }

        if (lanes.Count == 0)
        {
            ends.End(db, session, SessionState.Skipped, past.Oldest is { } oldest
                ? $"The run of {Moments.Text(oldest)} was still going on."
                : "The policy has nothing to back up. Check which file systems it selects.");
        }

        return new PlannedRun(session, lanes);
    }

    // The answer is the lane that has to be woken; none if there is nothing to do.
    private string? PlanTask(
        PortalDb db, Session session, Policy policy, FileSystem fileSystem, Policy? owner, RareRuns rare, BusyFileSystems past)
    {
        if (owner?.Id != policy.Id)
        {
            db.Log.Add(new LogEntry(session.Id, null, clocks.Now, LogLevel.Information,
                $"{fileSystem.Name}: left to the policy '{owner?.Name}', which has the higher priority."));
            return null;
        }

        var partition = Arn.Parse(fileSystem.Arn).Partition;
        var vault = Arn.Vault(partition, fileSystem.Region, fileSystem.AwsAccount, policy.Document.Vaults[fileSystem.Region]);
        var task = new WorkItem(clocks.NewId(), session.Id, fileSystem.Id, fileSystem.Arn, fileSystem.Lane, vault.ToString());
        db.Tasks.Add(task);
        if ((Capabilities.BackupRefusal(fileSystem.Facts) ?? past.RefusalOf(fileSystem.Id)) is { } refusal)
        {
            task.Skip(refusal, clocks.Now);
            db.Log.Add(new LogEntry(session.Id, task.Id, clocks.Now, LogLevel.Warning, $"{fileSystem.Name}: skipped. {refusal}"));
            return null;
        }

        var target = policy.CopyTargetOf(fileSystem.Region);
        Carry(db, session, task, fileSystem, target is not null && Capabilities.CopyRefusal(fileSystem.Facts) is null, rare);
        if (target is not null && task.FlagsOf(session.Order!, JobKind.Copy) != GfsFlags.None)
        {
            PlanCopy(db, session, task, fileSystem, Arn.Vault(partition, target.Region!, fileSystem.AwsAccount, target.Vault!));
        }

        return fileSystem.Lane;
    }

    // What earlier slots should have brought and did not, unless the run's own slot brings it.
    private void Carry(PortalDb db, Session session, WorkItem task, FileSystem fileSystem, bool isCopied, RareRuns rare)
    {
        List<CarriedFlag> backups = [.. rare.LackedBy(fileSystem, RestorePointKind.Backup)
            .Where(lack => !session.Order!.Flags.HasFlag(lack.Flag))];
        List<CarriedFlag> copies = isCopied
            ? [.. rare.LackedBy(fileSystem, RestorePointKind.Copy).Where(lack => !session.Order!.CopyFlags.HasFlag(lack.Flag))]
            : [];
        task.Carry(backups, copies);
        foreach (var (what, lack) in backups.Select(lack => ("", lack)).Concat(copies.Select(lack => ("the copy ", lack))))
        {
            db.Log.Add(new LogEntry(session.Id, task.Id, clocks.Now, LogLevel.Information,
                $"{fileSystem.Name}: {what}carries the flag {lack.Flag.ToLetters()[0]} of {Moments.Text(lack.Slot)}: {lack.Reason}"));
        }
    }

    private void PlanCopy(PortalDb db, Session session, WorkItem task, FileSystem fileSystem, Arn vault)
    {
        var copy = task.AddCopy(clocks.NewId(), vault.ToString());
        if (Capabilities.CopyRefusal(fileSystem.Facts) is { } refusal)
        {
            task.Apply(new EndRun(copy, TaskState.Skipped, refusal), clocks.Now);
            db.Log.Add(new LogEntry(session.Id, task.Id, clocks.Now, LogLevel.Information, $"{fileSystem.Name}: no copy. {refusal}"));
        }
    }

    private static string StartText(Policy policy, Occurrence occurrence, SessionTrigger trigger, Actor actor) => trigger switch
    {
        SessionTrigger.Manual => $"Policy '{policy.Name}' started by {actor.Name}.",
        SessionTrigger.CatchUp => $"Policy '{policy.Name}' started to catch up with the slot of {Moments.Text(occurrence.Slot)}.",
        SessionTrigger.Schedule => $"Policy '{policy.Name}' started for the slot of {Moments.Text(occurrence.Slot)}.",
    };
}
