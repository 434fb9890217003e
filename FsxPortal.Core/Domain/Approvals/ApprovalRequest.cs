namespace FsxPortal.Core.Domain.Approvals;

/// <summary>What one person has asked for, and a second one has to approve.</summary>
/// <remarks>It waits in real time. Once decided it stays as it is.</remarks>
public sealed class ApprovalRequest
{
    /// <summary>The longest reason of who rejects it.</summary>
    public const int MaxReason = 1000;

    private ApprovalRequest()
    {
    }

    /// <summary>Asks.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="kind">Why a second person is wanted.</param>
    /// <param name="command">For what.</param>
    /// <param name="subject">About what.</param>
    /// <param name="now">The real time.</param>
    public ApprovalRequest(Guid id, Actor actor, FourEyes kind, CommandKind command, Subject subject, DateTimeOffset now)
    {
        Id = id;
        (AskedBy, Person) = (actor.Name, actor.Person);
        (Kind, Command) = (kind, command);
        (SubjectKind, SubjectId, SubjectName) = subject;
        AwsAccount = subject.AwsAccount;
        AskedAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>Why a second person is wanted.</summary>
    public FourEyes Kind { get; private set; }

    /// <summary>What was asked for.</summary>
    public CommandKind Command { get; private set; }

    public SubjectKind SubjectKind { get; private set; }

    public Guid? SubjectId { get; private set; }

    /// <summary>What the subject was called then.</summary>
    public string? SubjectName { get; private set; }

    /// <summary>The AWS account in which the subject lies.</summary>
    public string? AwsAccount { get; private set; }

    /// <summary>The command, so that it can be given again.</summary>
    public required string Wish { get; init; }

    /// <summary>The subject as it is, as JSON; none if there is none.</summary>
    public string? Before { get; init; }

    /// <summary>The subject as it would be, as JSON; none if it would be gone.</summary>
    public string? After { get; init; }

    /// <summary>What would happen.</summary>
    public required ApprovalEffect Effect { get; init; }

    /// <summary>What the command says of itself; none if nothing.</summary>
    public string? Reason { get; init; }

    public string AskedBy { get; private set; } = "";

    /// <summary>Who asked, as the identity provider tells people apart; none if it does not.</summary>
    public string? Person { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>From when on nobody can decide on it any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What was noted of it. Whether it still waits is asked of <see cref="StateAt"/>.</summary>
    public ApprovalState State { get; private set; }

    /// <summary>Who decided; none if nobody did.</summary>
    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What was said about it; none if nothing.</summary>
    public string? Said { get; private set; }

    /// <summary>The request as the audit trail names it.</summary>
    public Subject Subject => new(Domain.SubjectKind.Approval, Id, SubjectName) { AwsAccount = AwsAccount };

    /// <summary>What it is at an instant of real time, noted or not.</summary>
    public ApprovalState StateAt(DateTimeOffset now) =>
        State == ApprovalState.Waiting && now >= ExpiresAt ? ApprovalState.Expired : State;

    /// <summary>Decides on it.</summary>
    /// <param name="state">What becomes of it.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="now">The real time.</param>
    /// <param name="said">What is said about it; none if nothing.</param>
    /// <exception cref="ApprovalClosedException">It does not wait.</exception>
    public void Decide(ApprovalState state, string by, DateTimeOffset now, string? said)
    {
        DemandWaiting(now);
        Close(state, by, now, said);
    }

    /// <summary>Notes that nobody has decided in time.</summary>
    public void Expire(DateTimeOffset now) => Close(ApprovalState.Expired, null, now, null);

    /// <summary>Refuses to decide on what does not wait.</summary>
    /// <exception cref="ApprovalClosedException">It does not.</exception>
    public void DemandWaiting(DateTimeOffset now)
    {
        var text = StateAt(now) switch
        {
            ApprovalState.Waiting => null,
            ApprovalState.Approved => $"{DecidedBy} has approved the request already, and it was carried out.",
            ApprovalState.Rejected => $"{DecidedBy} has rejected the request.",
            ApprovalState.Withdrawn => $"{DecidedBy} has withdrawn the request.",
            ApprovalState.Expired => $"The request has expired: nobody decided before {Moments.Text(ExpiresAt)}. Ask for it again.",
            ApprovalState.Outdated => "The request is outdated: what it was about is another thing by now. Ask for it again.",
        };
        if (text is not null)
        {
            throw new ApprovalClosedException(text);
        }
    }

    private void Close(ApprovalState state, string? by, DateTimeOffset now, string? said) =>
        (State, DecidedBy, DecidedAt, Said) = (state, by, now, said);
}
