using System.Text.Json;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;

namespace FsxPortal.Core.Queries.Views;

/// <summary>What an entry of the audit trail is about.</summary>
public sealed record AuditSubjectView(SubjectKind Kind, Guid? Id, string? Name);

/// <summary>An entry of the audit trail, as it is shown.</summary>
public sealed record AuditView
{
    public required Guid Id { get; init; }

    /// <summary>Its place in the chain.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    /// <summary>The roles that the actor held then.</summary>
    public IReadOnlyList<PortalRoles> Roles { get; init; } = [];

    /// <summary>Where the actor asked from; none for the portal itself.</summary>
    public string? Address { get; init; }

    public required AuditAction Action { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public AuditSubjectView? Subject { get; init; }

    public string? AwsAccount { get; init; }

    public string? Reason { get; init; }

    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }

    /// <summary>In what the two differ.</summary>
    public IReadOnlyList<AuditDifference> Differences { get; init; } = [];

    public string? TraceId { get; init; }
}

/// <summary>Which entries are wanted.</summary>
/// <param name="Actor">A part of the actor's name.</param>
/// <param name="Subject">The subject's id, or a part of its name.</param>
/// <param name="Action">What was done.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Before when.</param>
public sealed record AuditFilter(
    string? Actor = null, string? Subject = null, AuditAction? Action = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>What came of it.</summary>
    public AuditOutcome? Outcome { get; init; }
}
