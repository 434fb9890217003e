using System.Globalization;
using System.Text;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>One link of the audit trail. It is never changed, and never removed.</summary>
/// <remarks>Its seal covers its place, all it says, and the seal of the link before: what is changed, put in, taken out or put elsewhere
/// shows, to whoever has the key.</remarks>
public sealed class AuditEntry
{
    private const int LongestName = 500;
    private const int LongestReason = 2000;

    private AuditEntry()
    {
    }

    /// <summary>Makes an event the next link.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="id">Its id.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="after">The end of the chain so far.</param>
    /// <param name="keys">What seals it.</param>
    public AuditEntry(AuditEvent happened, Guid id, DateTimeOffset at, AuditAnchor after, AuditKeys keys)
    {
        (Number, Id, At, Previous, KeyId) = (after.Number + 1, id, at, after.Seal, keys.Current);
        (Actor, Roles) = (Keepable(happened.Actor.Name, LongestName)!, happened.Actor.Roles);
        Address = Keepable(happened.Actor.Address, LongestName);
        (Action, Outcome) = (happened.Action, happened.Outcome);
        (SubjectKind, SubjectId) = (happened.Subject?.Kind, happened.Subject?.Id);
        SubjectName = Keepable(happened.Subject?.Name, LongestName);
        AwsAccount = happened.Subject?.AwsAccount;
        Reason = Keepable(happened.Reason, LongestReason);
        (Before, After) = (happened.Before, happened.After);
        TraceId = happened.TraceId;
        Seal = keys.Sign(KeyId, Content())!;
    }

    /// <summary>Its place in the chain, from 1.</summary>
    public long Number { get; private set; }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Actor { get; private set; } = "";

    /// <summary>The roles that the actor held then.</summary>
    public PortalRoles Roles { get; private set; }

    /// <summary>The network address that it came from; none if it came from the portal itself.</summary>
    public string? Address { get; private set; }

    public AuditAction Action { get; private set; }

    public AuditOutcome Outcome { get; private set; }

    public SubjectKind? SubjectKind { get; private set; }

    public Guid? SubjectId { get; private set; }

    /// <summary>What the subject was called then.</summary>
    public string? SubjectName { get; private set; }

    /// <summary>The AWS account in which the subject lies; none if it lies in none, or in several.</summary>
    public string? AwsAccount { get; private set; }

    public string? Reason { get; private set; }

    public string? Before { get; private set; }

    public string? After { get; private set; }

    public string? TraceId { get; private set; }

    /// <summary>Which key has sealed it.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The seal of the link before.</summary>
    public string Previous { get; private set; } = "";

    /// <summary>The keyed fingerprint of everything above.</summary>
    public string Seal { get; private set; } = "";

    /// <summary>The link as the end of a chain.</summary>
    public AuditAnchor Anchor => new(Number, Seal);

    /// <summary>Whether it is what the portal wrote, at its place.</summary>
    public bool IsGenuine(AuditKeys keys) => keys.Sign(KeyId, Content()) == Seal;

    // Each part goes with its length, so that nothing can be moved from one into the next.
    private byte[] Content()
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        string?[] parts =
        [
            "entry", Number.ToString(CultureInfo.InvariantCulture), Id.ToString("N"), At.UtcTicks.ToString(CultureInfo.InvariantCulture),
            Actor, ((int)Roles).ToString(CultureInfo.InvariantCulture), Address, Action.ToString(), Outcome.ToString(),
            SubjectKind?.ToString(), SubjectId?.ToString("N"), SubjectName, AwsAccount, Reason, Before, After, TraceId, KeyId, Previous,
        ];
        foreach (var part in parts)
        {
            writer.Write(part is not null);
            writer.Write(part ?? "");
        }

        writer.Flush();
        return content.ToArray();
    }

    // Names come from others: what no database could keep must not keep the change from being recorded.
    private static string? Keepable(string? text, int most) => text is null ? null
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > most ? text[..most] : text)).Replace('\0', '\uFFFD');
}
