using System.Text.Json;
using System.Text.Json.Serialization;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;

namespace FsxPortal.Core.Queries.Views;

/// <summary>What one person has asked for, and a second one has to approve.</summary>
public sealed record ApprovalView
{
    public required Guid Id { get; init; }

    /// <summary>What became of it.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>Why a second person is wanted.</summary>
    public required FourEyes Kind { get; init; }

    /// <summary>The command that is carried out once it is approved.</summary>
    public required CommandKind Command { get; init; }

    /// <summary>What it is about, as it was called then.</summary>
    public required AuditSubjectView Subject { get; init; }

    public string? AwsAccount { get; init; }

    /// <summary>Who has asked for it.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when it waits.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who has decided; none if nobody has.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When; none if nobody has.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What was said about the decision; none if nothing.</summary>
    public string? Said { get; init; }

    /// <summary>What would happen, in words.</summary>
    public required IReadOnlyList<string> Effects { get; init; }

    /// <summary>How many file systems it is about.</summary>
    public required int FileSystems { get; init; }

    /// <summary>How many restore points these had then.</summary>
    public required long RestorePoints { get; init; }

    /// <summary>How many restore points the next retention pass would have deleted because of it.</summary>
    public required int Deletions { get; init; }

    /// <summary>The subject as it was, as JSON.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The subject as it would be, as JSON; none if it would be gone.</summary>
    public JsonElement? After { get; init; }

    /// <summary>In what the two differ.</summary>
    public IReadOnlyList<AuditDifference> Differences { get; init; } = [];

    /// <summary>Who has asked for it, as the identity provider tells people apart. It is nobody's business.</summary>
    [JsonIgnore]
    public string? Person { get; init; }

    /// <summary>Whether it waits for somebody.</summary>
    [JsonIgnore]
    public bool IsOpen => State == ApprovalState.Waiting;

    /// <summary>Why an actor may not decide on it; none if it may.</summary>
    public string? Refusal(Actor actor) => ApprovalRules.Refusal(actor, Kind, AskedBy, Person);

    /// <summary>Whether an actor has asked for it.</summary>
    public bool IsOwn(Actor actor) => ApprovalRules.IsOwn(actor, AskedBy, Person);
}

/// <summary>Which requests are wanted.</summary>
/// <param name="State">What became of them; any if none.</param>
/// <param name="IsOpen">Whether they wait or were decided on; both if none.</param>
public sealed record ApprovalFilter(ApprovalState? State = null, bool? IsOpen = null);
