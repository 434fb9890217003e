using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Registers, changes and removes AWS accounts.</summary>
/// <remarks>AWS is asked whose the credentials are before anything is locked: where it refuses them, nothing is saved. Where it cannot be
/// asked, the account carries a mark until a synchronisation has asked.</remarks>
public sealed class AccountCommands(CommandDesk desk, CredentialCheck credentials, SessionStops stops, Clocks clocks)
{
    /// <summary>Registers an account.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    public Task<Guid> CreateAsync(
        Actor actor, string name, string awsAccount, string? roleArn, IReadOnlyList<string> regions, CancellationToken cancel)
    {
        AwsAccount account = null!;
        return desk.RunAloneAsync(actor, CommandKind.RegisterAccount, async _ =>
        {
            Demand(AccountRules.Validate(new AccountInput(name, awsAccount, roleArn, regions)));
            account = new AwsAccount(clocks.NewId(), name.Trim(), awsAccount, roleArn, [.. regions.Distinct()]);
            account.Note(await DemandGoodAsync(account, cancel));
            return $"account {awsAccount}";
        }, async db =>
        {
            if (await db.Accounts.AnyAsync(known => known.AwsAccountId == awsAccount, cancel))
            {
                throw new InvalidInputException([new Problem("awsAccount", $"The account {awsAccount} is registered already.")]);
            }

            db.Accounts.Add(account);
            await EnsureLanesAsync(db, account, cancel);
            return Changed(account) with { After = TextOf(account) };
        }, cancel);
    }

    /// <summary>Changes name, role and Regions of an account.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which account.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="roleArn">The role to assume; none for the portal's own credentials.</param>
    /// <param name="regions">Where it is looked at.</param>
    /// <param name="expectedVersion">The version the caller has read; none to change whatever is there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    /// <exception cref="StaleVersionException">Somebody else has changed the account since.</exception>
    public Task ChangeAsync(
        Actor actor, Guid id, string name, string? roleArn, IReadOnlyList<string> regions, long? expectedVersion,
        CancellationToken cancel)
    {
        var standing = AccountStanding.Good;
        return desk.RunAloneAsync(actor, CommandKind.ChangeAccount, async db =>
        {
            var known = await FindAsync(db.Accounts.AsNoTracking(), id, expectedVersion, cancel);
            Demand(AccountRules.Validate(new AccountInput(name, known.AwsAccountId, roleArn, regions)));
            standing = await StandingAsync(known, roleArn, regions, cancel);
            return $"account {known.AwsAccountId}";
        }, async db =>
        {
            var account = await TakeAsync(db, id, expectedVersion, cancel);
            var (called, chosen) = (name.Trim(), regions.Distinct().ToList());
            if (account.Has(called, roleArn, chosen))
            {
                return Outcome.Unchanged(id);
            }

            var policies = await PoliciesOfAsync(db, account, cancel);
            Demand([.. AccountRules.Leaving(chosen, policies.SelectMany(policy =>
                policy.RegionsUsed().Intersect(account.Regions).Select(region => (policy.Name, region))))]);
            var before = TextOf(account);
            account.Change(called, roleArn, chosen, standing);
            await EnsureLanesAsync(db, account, cancel);
            return Changed(account) with { Before = before, After = TextOf(account) };
        }, cancel);
    }

    /// <summary>Removes an account that no policy needs, and what goes on in it. Its restore points stay in AWS.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which account.</param>
    /// <param name="expectedVersion">The version the caller has read; none for whatever is there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StaleVersionException">Somebody else has changed the account since.</exception>
    public Task RemoveAsync(Actor actor, Guid id, long? expectedVersion, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.RemoveAccount, async db =>
        {
            var account = await TakeAsync(db, id, expectedVersion, cancel);
            if (await PoliciesOfAsync(db, account, cancel) is [var user, ..])
            {
                throw new InvalidInputException(
                    [new Problem("", $"The policy '{user.Name}' protects this account. Remove or change the policy first.")]);
            }

            await stops.AbandonAsync(db, account.AwsAccountId, actor.Name, cancel);
            db.Accounts.Remove(account);
            return Changed(account, ProgressTopic.Sessions, ProgressTopic.Lanes) with
            {
                Committed = () => stops.Tell(db),
                Before = TextOf(account),
                Gate = Gate.OfAccount(id, account.Version, account.AwsAccountId),
            };
        }, cancel);

    private static void Demand(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }

    private async Task<AccountStanding> DemandGoodAsync(AwsAccount account, CancellationToken cancel)
    {
        var standing = await credentials.RunAsync(account, cancel);
        Demand(standing is { State: CredentialState.Refused, Text: { } text } ? [new Problem("roleArn", text)] : []);
        return standing;
    }

    // Who leaves the role as it is may change everything else, also while AWS refuses it.
    private Task<AccountStanding> StandingAsync(AwsAccount known, string? roleArn, IReadOnlyList<string> regions, CancellationToken cancel)
    {
        var wanted = new AwsAccount(known.Id, known.Name, known.AwsAccountId, roleArn, [.. regions]);
        return known.RoleArn != roleArn ? DemandGoodAsync(wanted, cancel) : credentials.RunAsync(wanted, cancel);
    }

    private static async Task<AwsAccount> FindAsync(
        IQueryable<AwsAccount> accounts, Guid id, long? expectedVersion, CancellationToken cancel)
    {
        var account = await accounts.SingleOrDefaultAsync(account => account.Id == id, cancel)
            ?? throw new NotFoundException("This account does not exist. It may have been removed.");
        return expectedVersion is { } expected && expected != account.Version
            ? throw new StaleVersionException($"The account '{account.Name}' was changed meanwhile. Read it again and repeat your change.")
            : account;
    }

    // Whoever changes or removes it, or saves a policy for it, waits until this is done.
    private static async Task<AwsAccount> TakeAsync(PortalDb db, Guid id, long? expectedVersion, CancellationToken cancel)
    {
        await RowLocks.TakeAccountAsync(db, id, cancel);
        return await FindAsync(db.Accounts, id, expectedVersion, cancel);
    }

    private static async Task<List<Policy>> PoliciesOfAsync(PortalDb db, AwsAccount account, CancellationToken cancel) =>
        (await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ToListAsync(cancel))
            .FindAll(policy => policy.Document.Account == account.AwsAccountId);

    private static Task EnsureLanesAsync(PortalDb db, AwsAccount account, CancellationToken cancel) =>
        LaneLeases.EnsureAsync(db, account.Regions.Select(region => Lane.Of(account.AwsAccountId, region)), cancel);

    private static string TextOf(AwsAccount account) =>
        AuditJson.Of(new { account.Name, AwsAccount = account.AwsAccountId, account.RoleArn, account.Regions });

    private static Outcome<Guid> Changed(AwsAccount account, params IReadOnlyList<string> besides) =>
        new(account.Id, new Subject(SubjectKind.Account, account.Id, account.Name) { AwsAccount = account.AwsAccountId },
            [ProgressTopic.FileSystems, .. besides]);
}
