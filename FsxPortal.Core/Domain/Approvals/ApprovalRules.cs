namespace FsxPortal.Core.Domain.Approvals;

/// <summary>Who may decide on what somebody else has asked for.</summary>
public static class ApprovalRules
{
    /// <summary>Why an actor may not approve or reject; none if it may.</summary>
    /// <param name="actor">Who wants to.</param>
    /// <param name="kind">What the request is for.</param>
    /// <param name="askedBy">The name of who asked.</param>
    /// <param name="person">Who that is to the identity provider; none if it does not say.</param>
    public static string? Refusal(Actor actor, FourEyes kind, string askedBy, string? person) =>
        kind == FourEyes.AccountRemoval && !actor.Roles.HasFlag(PortalRoles.Administrator) ? "A Portal Administrator decides on it."
        : !actor.MayOperate ? "A Portal Operator or Administrator decides on it."
        : actor.Scope.Accounts is not null ? "You see some AWS accounts only. Somebody who sees all of them decides on it."
        : Asked(actor, askedBy, person)
            ? "You have asked for it yourself, or go by the same name as whoever did: somebody else decides on it."
        : null;

    /// <summary>Whether an actor may be who asked: the person is the same, or nobody could tell the two apart by their names.</summary>
    /// <remarks>One name is refused though the persons differ: some identity providers call one person differently for each program.
    /// </remarks>
    public static bool Asked(Actor actor, string askedBy, string? person) =>
        IsPerson(actor, person) || actor.Name.Equals(askedBy, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an actor is who asked, beyond doubt.</summary>
    public static bool IsOwn(Actor actor, string askedBy, string? person) =>
        person is null && actor.Person is null ? actor.Name == askedBy : IsPerson(actor, person);

    /// <summary>Everything that is wrong with the reason of a rejection.</summary>
    public static IReadOnlyList<Problem> Validate(string? reason) =>
    [
        .. string.IsNullOrWhiteSpace(reason) ? [new Problem("reason", "Say why, so that whoever asked knows.")] : Array.Empty<Problem>(),
        .. reason?.Length > ApprovalRequest.MaxReason
            ? [new Problem("reason", $"The reason has {reason.Length} characters; {ApprovalRequest.MaxReason} are allowed.")]
            : Array.Empty<Problem>(),
        .. PlainText.Refusal(reason) is { } refusal ? [new Problem("reason", refusal)] : Array.Empty<Problem>(),
    ];

    private static bool IsPerson(Actor actor, string? person) => person is not null && actor.Person == person;
}
