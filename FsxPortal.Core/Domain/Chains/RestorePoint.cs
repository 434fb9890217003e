using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>A state of a file system one can go back to: an AWS recovery point.</summary>
public sealed class RestorePoint
{
    /// <summary>The states in which retention judges a point.</summary>
    public static readonly IReadOnlyList<RestorePointState> Judged =
        [RestorePointState.Available, RestorePointState.DeleteFailed, RestorePointState.Expired, RestorePointState.Partial];

    private RestorePoint()
    {
    }

    /// <summary>Notes a restore point that AWS reports complete.</summary>
    public RestorePoint(Guid id, RecoveryPointFacts facts, Origin origin)
    {
        Id = id;
        Arn = facts.Arn;
        VaultArn = facts.VaultArn;
        var vault = Inventory.Arn.Parse(facts.VaultArn);
        AwsAccount = vault.Account;
        Region = vault.Region;
        Vault = vault.Resource[(vault.Resource.IndexOf(':', StringComparison.Ordinal) + 1)..];
        See(facts);
        Claim(origin);
    }

    public Guid Id { get; private set; }

    public string Arn { get; private set; } = "";

    public RestorePointKind Kind { get; private set; }

    public RestorePointState State { get; private set; } = RestorePointState.Available;

    public Guid FileSystemId { get; private set; }

    public Guid? PolicyId { get; private set; }

    public long? PolicyVersion { get; private set; }

    public Guid? SessionId { get; private set; }

    public Guid? SourceId { get; private set; }

    public string VaultArn { get; private set; } = "";

    public string Vault { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    public DateTimeOffset? Slot { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public long? SizeBytes { get; private set; }

    public bool? Incremental { get; private set; }

    public int Sequence { get; private set; }

    public GfsFlags Flags { get; private set; }

    /// <summary>The rare flags among them that it carries for slots that brought none.</summary>
    public IReadOnlyList<CarriedFlag> Carried { get; private set; } = [];

    public RetentionRules? Rules { get; private set; }

    /// <summary>Why it is not ours although its tags say so; none if it is, or if they do not.</summary>
    public string? ForeignBecause { get; private set; }

    /// <summary>
    /// When the last of its flags ends, as its own rules say; the end of time if one
    /// never does, and none where this was noted before it was kept.
    /// It finds points whose time may be over among millions; what is deleted is judged by the rules themselves.
    /// </summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>Who holds it, and why; none if nobody does.</summary>
    public Hold? Hold { get; private set; }

    /// <summary>When AWS deletes it by itself, as it was told when the point was made for a locked vault; none if it does not.</summary>
    public DateTimeOffset? DeleteAt { get; private set; }

    /// <summary>Why it was or is being deleted, or why it does not count although it is there.</summary>
    public string? DeletedBecause { get; private set; }

    /// <summary>When the decision to delete it was made.</summary>
    public DateTimeOffset? DeletionDecidedAt { get; private set; }

    /// <summary>When AWS was about to be asked to delete it: from then on nobody can save it. None before.</summary>
    public DateTimeOffset? DeletionSentAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>When a complete listing lacked it for the first time; of what is there and no good, when it was made.</summary>
    public DateTimeOffset? SuspectSince { get; private set; }

    /// <summary>When a sync found the point, or found it again after it was gone; none for points that the portal has watched since
    /// they were made. What was approved before was not shown with this point.</summary>
    public DateTimeOffset? AdoptedAt { get; private set; }

    /// <summary>Whether its time was over when a sync found it: nobody was shown its end, and somebody has to approve that it goes.
    /// </summary>
    public bool AwaitsApproval { get; private set; }

    /// <summary>What the point stands for in time: its slot, or its creation where it has none.</summary>
    public DateTimeOffset Moment => Slot ?? CreatedAt;

    /// <summary>The chain it would stand in.</summary>
    public ChainKey Chain => new(FileSystemId, Kind, VaultArn);

    /// <summary>The lane that deletes it.</summary>
    public string Lane => Inventory.Lane.Of(AwsAccount, Region);

    /// <summary>Whether somebody can still keep it: AWS has not been asked to delete it.</summary>
    public bool IsSavable => IsLive || (State == RestorePointState.Deleting && DeletionSentAt is null);

    /// <summary>Whether AWS keeps it, as far as is known.</summary>
    public bool IsLive => State == RestorePointState.Suspect || Judged.Contains(State);

    /// <summary>Whether it is there and protects nothing.</summary>
    public bool IsSpoilt => State is RestorePointState.Expired or RestorePointState.Partial;

    /// <summary>Why its state is no better, in words; none where it is good, comes, or goes as was decided.</summary>
    public string? StateBecause => State switch
    {
        RestorePointState.Expired or RestorePointState.Partial or RestorePointState.DeleteFailed => DeletedBecause,
        RestorePointState.Suspect => DeletedBecause ?? "AWS did not know it when its vault was last read. It is looked for again.",
        RestorePointState.Missing => "AWS no longer has it, and the portal has not deleted it.",
        _ => null,
    };

    /// <summary>Whether AWS calls it good now and it was not, or the other way round.</summary>
    public bool IsOtherThan(RecoveryPointFacts facts) => (State == RestorePointState.Available || IsSpoilt)
        && (facts.IsComplete ? IsSpoilt : facts.Spoilt is { } spoilt && spoilt != State);

    /// <summary>Takes over what AWS says; a point that is there is not suspect, missing or deleted.</summary>
    /// <returns>Whether the state changed.</returns>
    public bool See(RecoveryPointFacts facts)
    {
        var before = State;
        CreatedAt = facts.CreatedAt;
        CompletedAt = facts.CompletedAt;
        SizeBytes = facts.SizeBytes ?? SizeBytes;
        DeleteAt = facts.DeleteAt;
        EndsAt = LastEnd();
        if (State is not (RestorePointState.Deleting or RestorePointState.DeleteFailed))
        {
            Become(facts);
        }

        return State != before;
    }

    // What AWS only begins to make or to delete changes nothing yet.
    private void Become(RecoveryPointFacts facts)
    {
        if (facts.IsComplete && State != RestorePointState.Available)
        {
            (SuspectSince, DeletedAt) = (null, null);
            Spare();
        }
        else if (facts.Spoilt is { } spoilt)
        {
            (SuspectSince, DeletedAt) = (facts.CompletedAt ?? facts.CreatedAt, null);
            Spare();
            (State, DeletedBecause) = (spoilt, facts.SpoiltBecause);
        }
    }

    /// <summary>Says to which run and chain the point belongs.</summary>
    public void Claim(Origin origin)
    {
        (AdoptedAt, AwaitsApproval) = (null, false);
        Kind = origin.Kind;
        FileSystemId = origin.FileSystemId;
        PolicyId = origin.PolicyId;
        PolicyVersion = origin.PolicyVersion;
        SessionId = origin.SessionId;
        SourceId = origin.SourceId;
        Slot = origin.Slot;
        Flags = origin.Flags;
        Carried = origin.Carried;
        Rules = origin.Rules;
        ForeignBecause = origin.ForeignBecause;
        Sequence = origin.Sequence;
        Incremental = origin.Incremental;
        EndsAt = LastEnd();
    }

    /// <summary>The point turns out to be somebody else's: it leaves its chain, and is judged no more.</summary>
    public void Disown(string because)
    {
        var adoptedAt = AdoptedAt;
        Claim(new Origin { Kind = RestorePointKind.Manual, FileSystemId = FileSystemId, ForeignBecause = because });
        AdoptedAt = adoptedAt;
    }

    /// <summary>A sync has found the point, or found it again, and not a task of the portal.</summary>
    public void Adopt(DateTimeOffset now) => (AdoptedAt, AwaitsApproval) = (now, EndsAt <= now);

    /// <summary>Somebody was shown that its time is over, and wants it to go.</summary>
    public void ApproveDeletion() => AwaitsApproval = false;

    /// <summary>Corrects the place in the chain once all of its points are known.</summary>
    public void Place(Guid? sourceId, int sequence, bool incremental)
    {
        SourceId = sourceId;
        Sequence = sequence;
        Incremental = incremental;
    }

    /// <summary>A complete listing lacked the point. The second one, <paramref name="patience"/> later, makes it missing.</summary>
    /// <returns>Whether the state changed.</returns>
    public bool Miss(DateTimeOffset now, TimeSpan patience)
    {
        var before = State;
        if (Judged.Contains(State))
        {
            Doubt(now, null);
        }
        else if (State == RestorePointState.Suspect && (now - SuspectSince!.Value).Duration() >= patience)
        {
            State = RestorePointState.Missing;
        }

        return State != before;
    }

    /// <summary>AWS is deleting the point, though not because the portal has asked for it.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Leave(DateTimeOffset now) =>
        Judged.Contains(State) && Doubt(now, "AWS is deleting it, and the portal has not asked for that.");

    /// <summary>AWS has deleted the point when its time was over, as it was told.</summary>
    public void Expire(DateTimeOffset now)
    {
        DeletedBecause = $"AWS deleted it itself, as its lifecycle says: it ended {Moments.Text(DeleteAt!.Value)}";
        DeletionDecidedAt ??= DeleteAt;
        ConfirmDeletion(now);
    }

    /// <summary>Keeps the point whatever retention says, or no longer does.</summary>
    public void Keep(Hold? hold) => Hold = hold;

    /// <summary>The deletion is decided. This has to be on disk before AWS is asked.</summary>
    public void DecideDeletion(string because, DateTimeOffset now)
    {
        State = RestorePointState.Deleting;
        DeletedBecause = because;
        DeletionDecidedAt = now;
    }

    /// <summary>AWS is about to be asked. From now on the deletion cannot be taken back.</summary>
    public void SendDeletion(DateTimeOffset now) => DeletionSentAt = now;

    /// <summary>The deletion did not happen (yet); the point is judged anew. One that was no good before is doubted until AWS is asked
    /// again.</summary>
    public void Spare()
    {
        State = SuspectSince is null ? RestorePointState.Available : RestorePointState.Suspect;
        DeletedBecause = null;
        DeletionDecidedAt = null;
        DeletionSentAt = null;
    }

    /// <summary>AWS accepted the deletion but kept the point, which may be half gone.</summary>
    public void FailDeletion(string because) =>
        (State, DeletedBecause, SuspectSince) = (RestorePointState.DeleteFailed, because, SuspectSince ?? DeletionDecidedAt);

    /// <summary>AWS says that the point is gone, as was decided.</summary>
    public void ConfirmDeletion(DateTimeOffset now)
    {
        State = RestorePointState.Deleted;
        DeletedAt = now;
    }

    private bool Doubt(DateTimeOffset now, string? because)
    {
        (State, SuspectSince, DeletedBecause) = (RestorePointState.Suspect, now, because);
        return true;
    }

    private DateTimeOffset LastEnd() => Rules is null || Flags == GfsFlags.None
        ? DateTimeOffset.MaxValue
        : Rules.EndsFor(Flags, Moment).Max(end => end.Until ?? DateTimeOffset.MaxValue);
}
