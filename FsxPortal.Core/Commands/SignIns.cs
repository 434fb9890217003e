using FsxPortal.Core.Domain;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Who is signed in, known to every node.</summary>
public sealed class SignIns(IDbContextFactory<PortalDb> databases, Clocks clocks)
{
    // Clicks come in bursts; when somebody was last seen is told to the minute.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>Somebody has signed in. What has been over for a day is forgotten on the way.</summary>
    /// <param name="id">The fingerprint of what the browser holds.</param>
    /// <param name="subject">Who.</param>
    /// <param name="providerSession">The provider's own name for it; none if it has none.</param>
    /// <param name="ticket">What is known of the person, sealed.</param>
    /// <param name="lifetime">When it is over, whatever the person does.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task OpenAsync(
        string id, string subject, string? providerSession, string ticket, TimeSpan lifetime, CancellationToken cancel)
    {
        var now = clocks.RealNow;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.EndsAt < now.AddDays(-1)).ExecuteDeleteAsync(cancel);
        db.SignIns.Add(new SignIn(id, subject, providerSession, ticket, now, now + lifetime));
        await db.SaveChangesAsync(cancel);
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
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.Id == id && signIn.SeenAt < before)
            .ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.SeenAt, now), cancel);
    }

    /// <summary>It is over. Doing it twice changes nothing.</summary>
    public async Task CloseAsync(string id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.Id == id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The provider has ended its session: every sign-in that came of it is over.</summary>
    public async Task CloseOfProviderAsync(string providerSession, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(signIn => signIn.ProviderSession == providerSession).ExecuteDeleteAsync(cancel);
    }
}
