namespace FsxPortal.Core.Domain;

/// <summary>Somebody is signed in at one browser. Every instant is real time.</summary>
public sealed class SignIn
{
    /// <summary>Somebody has just signed in.</summary>
    /// <param name="id">The fingerprint of what the browser holds: a copy of the table opens nothing.</param>
    /// <param name="subject">Who, as the identity provider tells people apart.</param>
    /// <param name="providerSession">The provider's own name for it, by which it may be ended from there; none if it has none.</param>
    /// <param name="ticket">Everything that is known of the person, sealed.</param>
    /// <param name="createdAt">When.</param>
    /// <param name="endsAt">When it is over, whatever the person does.</param>
    public SignIn(string id, string subject, string? providerSession, string ticket, DateTimeOffset createdAt, DateTimeOffset endsAt)
    {
        (Id, Subject, ProviderSession, Ticket) = (id, subject, providerSession, ticket);
        (CreatedAt, SeenAt, AskedAt, AnsweredAt, EndsAt) = (createdAt, createdAt, createdAt, createdAt, endsAt);
    }

    public string Id { get; private set; }

    public string Subject { get; private set; }

    public string? ProviderSession { get; private set; }

    /// <summary>What the audit trail calls the person when this is over.</summary>
    public string Name { get; init; } = "";

    public string Ticket { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the person last did anything.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When the identity provider was last asked whether the person still may.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it last said so.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>When it is over, whatever the person does.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Whether it is over.</summary>
    /// <param name="now">Now.</param>
    /// <param name="idle">For how long a person may do nothing.</param>
    public bool IsOver(DateTimeOffset now, TimeSpan idle) => now >= EndsAt || now - SeenAt >= idle;
}
