using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;

namespace FsxPortal.Core.Commands;

/// <summary>What came of a command.</summary>
/// <param name="Answer">What whoever asked gets.</param>
/// <param name="Changed">What was changed; none if everything is as it was.</param>
/// <param name="Topics">Who has to hear of it.</param>
public sealed record Outcome<T>(T Answer, Subject? Changed, params IReadOnlyList<string> Topics)
{
    /// <summary>What is done once the change is there for everybody, before others hear of it; none if nothing is.</summary>
    public Action? Committed { get; init; }

    /// <summary>What the audit trail keeps of the subject as it was before, as JSON; none if there was none.</summary>
    public string? Before { get; init; }

    /// <summary>What it keeps of the subject as it is now, as JSON; none if there is none.</summary>
    public string? After { get; init; }

    /// <summary>What it says besides; none if nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>What it says came of it.</summary>
    public AuditOutcome Result { get; init; }

    /// <summary>What a second person has to approve first where a setting asks for it; none if one person is enough.</summary>
    public Gate? Gate { get; init; }
}

/// <summary>What a command has to pass where two people are asked for.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Wish">The command, so that it can be given again.</param>
/// <param name="Foresee">Says what it would do, asked of the database as it is without it.</param>
public sealed record Gate(FourEyes Kind, ApprovalWish Wish, Func<PortalDb, CancellationToken, Task<ApprovalEffect>> Foresee)
{
    /// <summary>That restore points of a policy end sooner than they were promised.</summary>
    internal static Gate OfCuts(
        PolicyPreviews previews, Actor actor, Guid id, long version, string? digest, PolicyDocument? document)
    {
        var wish = new ApprovalWish(id, version) { Document = document, Digest = digest };
        return new Gate(FourEyes.RetentionCuts, wish, (_, cancel) => CutEffects.OfAsync(previews, actor.Scope, wish, cancel));
    }

    /// <summary>That a policy is removed.</summary>
    internal static Gate OfPolicy(Guid id, long version) => new(
        FourEyes.PolicyRemoval, new ApprovalWish(id, version), (db, cancel) => RemovalEffects.OfPolicyAsync(db, id, cancel));

    /// <summary>That an account is removed.</summary>
    internal static Gate OfAccount(Guid id, long version, string awsAccount) => new(
        FourEyes.AccountRemoval, new ApprovalWish(id, version),
        (db, cancel) => RemovalEffects.OfAccountAsync(db, awsAccount, cancel));
}

/// <summary>Says what came of a command that changed nothing.</summary>
public static class Outcome
{
    /// <summary>Everything is as it was.</summary>
    public static Outcome<T> Unchanged<T>(T answer) => new(answer, null);
}
