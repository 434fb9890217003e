using System.Collections.Concurrent;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Who is signed in, known to every node. Who came and who went is in the audit trail.</summary>
public sealed class SignIns(IDbContextFactory<PortalDb> databases, AuditTrail trail, Clocks clocks)
{
    // Clicks come in bursts; when somebody was last seen is told to the minute.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    // By sign-in. Somebody may have many pages open, all of which tell.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>Somebody has signed in. What has been over for a day is forgotten on the way.</summary>
    /// <param name="id">The fingerprint of what the browser holds.</param>
    /// <param name="subject">Who, as the identity provider tells people apart.</param>
    /// <param name="providerSession">The provider's own name for it; none if it has none.</param>
    /// <param name="ticket">What is known of the person, sealed.</param>
    /// <param name="person">Who, as the portal sees it.</param>
    /// <param name="lifetime">When it is over, whatever the person does.</param>
    public async Task OpenAsync(string id, string subject, string? providerSession, string ticket, Actor person, TimeSpan lifetime)
    {
        var now = clocks.RealNow;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await db.SignIns.Where(signIn => signIn.EndsAt < now.AddDays(-1)).ExecuteDeleteAsync(CancellationToken.None);
        db.SignIns.Add(new SignIn(id, subject, providerSession, ticket, now, now + lifetime) { Name = person.Name });
        await db.SaveChangesAsync(CancellationToken.None);
        await trail.WriteAsync(db, [SignedIn(person)], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Reads one; none if nobody is signed in under that id.</summary>
    public async Task<SignIn?> FindAsync(string id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.SignIns.AsNoTracking().FirstOrDefaultAsync(signIn => signIn.Id == id, cancel);
    }

    /// <summary>Takes the turn to ask the provider about somebody: of many who want to, on all nodes, one gets it.</summary>
    /// <returns>Whether the caller is to ask.</returns>
    public async Task<bool> TakeTurnAsync(SignIn seen, CancellationToken cancel)
    {
        var now = clocks.RealNow;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.SignIns.Where(signIn => signIn.Id == seen.Id && signIn.AskedAt == seen.AskedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.AskedAt, now), cancel) > 0;
    }

    /// <summary>The provider said that the person still may.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="ticket">What is known of the person now, sealed.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ConfirmAsync(string id, string ticket, CancellationToken cancel)
    {
        var now = clocks.RealNow;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(signIn => signIn.Ticket, ticket).SetProperty(signIn => signIn.AnsweredAt, now), cancel);
    }

    /// <summary>The provider has given other tokens, but did not say whether the person still may.</summary>
    public async Task KeepAsync(string id, string ticket, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.Ticket, ticket), cancel);
    }

    /// <summary>The person has done something.</summary>
    public async Task SeeAsync(string id, CancellationToken cancel)
    {
        var now = clocks.RealNow;
        var before = now - SeenStep;
        if (_seen.AddOrUpdate(id, now, (_, last) => last > before && last <= now ? last : now) != now)
        {
            return;
        }

        _seen.Where(seen => seen.Value <= before).ToList().ForEach(seen => _seen.TryRemove(seen));
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.Id == id && signIn.SeenAt < before)
            .ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.SeenAt, now), cancel);
    }

    /// <summary>It is over. Doing it twice changes nothing.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="why">Why it is over.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="address">From where that was asked for; none if nobody did.</param>
    public async Task CloseAsync(string id, string why, CancellationToken cancel, string? address = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await CloseAsync(db, db.SignIns.Where(signIn => signIn.Id == id), why, address, cancel);
    }

    /// <summary>The provider has ended its session: every sign-in that came of it is over.</summary>
    public async Task CloseOfProviderAsync(string providerSession, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await CloseAsync(
            db, db.SignIns.Where(signIn => signIn.ProviderSession == providerSession), "The identity provider has ended its session.", null,
            cancel);
    }

    // Whoever finds the row closes it; others that want the same find none.
    private async Task CloseAsync(PortalDb db, IQueryable<SignIn> ended, string why, string? address, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var people = new List<AuditEvent>();
        foreach (var signIn in await ended.AsNoTracking().OrderBy(signIn => signIn.Id).ToListAsync(cancel))
        {
            if (await db.SignIns.Where(row => row.Id == signIn.Id).ExecuteDeleteAsync(cancel) > 0)
            {
                var person = new Actor(signIn.Name.Length > 0 ? signIn.Name : signIn.Subject, PortalRoles.None) { Address = address };
                people.Add(new AuditEvent(person, AuditAction.SignOut) { Reason = why });
            }
        }

        try
        {
            await trail.WriteAsync(db, people, cancel);
        }
        catch (AuditTrailException)
        {
            // Whoever is sent away has to go, also where that can't be recorded.
        }

        await transaction.CommitAsync(cancel);
    }

    private static AuditEvent SignedIn(Actor person) => person.Roles != PortalRoles.None
        ? new AuditEvent(person, AuditAction.SignIn)
        : new AuditEvent(person, AuditAction.SignIn)
        {
            Outcome = AuditOutcome.Refused,
            Reason = "The person is known to the identity provider, but has no role in this portal.",
        };
}
