using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;

namespace FsxPortal.Core.Engine;

/// <summary>A run that has been planned, and the lanes that have to be woken for it once it is saved.</summary>
public sealed record PlannedRun(Session Session, IReadOnlyCollection<string> Lanes);

/// <summary>Turns one run of a policy into a session with a task for each file system it owns.</summary>
public sealed class SessionPlanner(Clocks clocks)
{
    /// <summary>Adds the session to <paramref name="db"/>; the caller saves it, and wakes its lanes, in its own transaction.</summary>
    /// <remarks>Two nodes that plan the same slot collide on the unique index of policy and slot: one wins.</remarks>
    public async Task<PlannedRun> PlanAsync(
        PortalDb db, Policy policy, Occurrence occurrence, SessionTrigger trigger, Actor actor, PlanningGround ground, CancellationToken cancel)
    {
        var now = clocks.Now;
        var session = new Session(clocks.NewId(), SessionType.Policy, trigger, occurrence.Slot, actor.Name, now);
        session.RunFor(OrderOf(policy, occurrence, trigger));
        session.Start(now);
        db.Sessions.Add(session);
        db.Log.Add(new LogEntry(session.Id, null, now, LogLevel.Information, StartText(policy, occurrence, trigger, actor)));

        var lanes = new HashSet<string>();
        foreach (var fileSystem in await ground.CoveredByAsync(db, policy, cancel))
        {
            PlanTask(db, session, policy, fileSystem, await ground.OwnerOfAsync(db, fileSystem, cancel), lanes);
        }

        if (lanes.Count == 0)
        {
            session.End(SessionState.Skipped, "The policy has nothing to back up. Check which file systems it selects.", now);
        }

        return new PlannedRun(session, lanes);
    }

    private void PlanTask(PortalDb db, Session session, Policy policy, FileSystem fileSystem, Policy? owner, HashSet<string> lanes)
    {
        if (owner?.Id != policy.Id)
        {
            db.Log.Add(new LogEntry(session.Id, null, clocks.Now, LogLevel.Information,
                $"{fileSystem.Name}: left to the policy '{owner?.Name}', which has the higher priority."));
            return;
        }

        var partition = Arn.Parse(fileSystem.Arn).Partition;
        var vault = Arn.Vault(partition, fileSystem.Region, fileSystem.AwsAccount, policy.Document.Vaults[fileSystem.Region]);
        var task = new BackupTask(clocks.NewId(), session.Id, fileSystem.Id, fileSystem.Arn, fileSystem.Lane, vault.ToString());
        db.Tasks.Add(task);
        if (Capabilities.BackupRefusal(fileSystem.Facts) is { } refusal)
        {
            task.Skip(refusal, clocks.Now);
            db.Log.Add(new LogEntry(session.Id, task.Id, clocks.Now, LogLevel.Warning, $"{fileSystem.Name}: skipped. {refusal}"));
            return;
        }

        lanes.Add(fileSystem.Lane);
        if (session.Order!.CopyFlags != GfsFlags.None && policy.CopyTargetOf(fileSystem.Region) is { } target)
        {
            PlanCopy(db, session, task, fileSystem, Arn.Vault(partition, target.Region!, fileSystem.AwsAccount, target.Vault!));
        }
    }

    private void PlanCopy(PortalDb db, Session session, BackupTask task, FileSystem fileSystem, Arn vault)
    {
        var copy = new TaskCopy(clocks.NewId(), task.Id, vault.ToString());
        task.AddCopy(copy);
        if (Capabilities.CopyRefusal(fileSystem.Facts) is { } refusal)
        {
            copy.End(TaskState.Skipped, refusal, clocks.Now);
            db.Log.Add(new LogEntry(session.Id, task.Id, clocks.Now, LogLevel.Information, $"{fileSystem.Name}: no copy. {refusal}"));
        }
    }

    /// <summary>What the policy asks of a run.</summary>
    public static RunOrder OrderOf(Policy policy, Occurrence occurrence, SessionTrigger trigger) => new()
    {
        PolicyId = policy.Id,
        PolicyVersion = policy.Version,
        Title = policy.Name,
        Flags = occurrence.Flags,
        CopyFlags = occurrence.CopyFlags,
        BackupRules = new RetentionRules(policy.Schedule.BackupPeriods(), policy.Document.TimeZone!),
        CopyRules = new RetentionRules(policy.Schedule.CopyPeriods(), policy.Document.TimeZone!),
        Tags = policy.Document.CustomTags ?? new Dictionary<string, string>(),
        CopySourceTags = policy.Document.CopySourceTags,
        // A person who starts a policy is there to start it again.
        Attempts = trigger == SessionTrigger.Manual ? 1 : 1 + (policy.Document.Retry?.Attempts ?? 0),
    };

    private static string StartText(Policy policy, Occurrence occurrence, SessionTrigger trigger, Actor actor) => trigger switch
    {
        SessionTrigger.Manual => $"Policy '{policy.Name}' started by {actor.Name}.",
        SessionTrigger.CatchUp => $"Policy '{policy.Name}' started to catch up with the slot of {occurrence.Slot:yyyy-MM-dd HH:mm} UTC.",
        SessionTrigger.Schedule => $"Policy '{policy.Name}' started for the slot of {occurrence.Slot:yyyy-MM-dd HH:mm} UTC.",
    };
}
