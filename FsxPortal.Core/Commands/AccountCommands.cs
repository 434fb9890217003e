using System.Text.RegularExpressions;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Commands;

/// <summary>Registers, changes and removes AWS accounts.</summary>
public sealed partial class AccountCommands(CommandDesk desk, SessionStops stops, Clocks clocks)
{
    /// <summary>Registers an account.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    public Task<Guid> CreateAsync(
        Actor actor, string name, string awsAccount, string? roleArn, IReadOnlyList<string> regions, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.RegisterAccount, async db =>
        {
            List<Problem> problems = [.. Check(name, awsAccount, roleArn, regions)];
            if (await db.Accounts.AnyAsync(account => account.AwsAccountId == awsAccount, cancel))
            {
                problems.Add(new Problem("awsAccount", $"The account {awsAccount} is registered already."));
            }

            Demand(problems);
            var account = new AwsAccount(clocks.NewId(), name.Trim(), awsAccount, roleArn, [.. regions.Distinct()]);
            db.Accounts.Add(account);
            await EnsureLanesAsync(db, account, cancel);
            return Changed(account);
        }, cancel);

    /// <summary>Changes name, role and Regions of an account.</summary>
    /// <exception cref="InvalidInputException">Every wrong field; nothing was saved.</exception>
    public Task ChangeAsync(Actor actor, Guid id, string name, string? roleArn, IReadOnlyList<string> regions, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.ChangeAccount, async db =>
        {
            var account = await FindAsync(db, id, cancel);
            Demand([.. Check(name, account.AwsAccountId, roleArn, regions)]);
            var (called, chosen) = (name.Trim(), regions.Distinct().ToList());
            if (account.Has(called, roleArn, chosen))
            {
                return Outcome.Unchanged(id);
            }

            account.Change(called, roleArn, chosen);
            await EnsureLanesAsync(db, account, cancel);
            return Changed(account);
        }, cancel);

    /// <summary>Removes an account that no policy needs, and what goes on in it. Its restore points stay in AWS.</summary>
    public Task RemoveAsync(Actor actor, Guid id, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.RemoveAccount, async db =>
        {
            var account = await FindAsync(db, id, cancel);
            var policies = await db.Policies.AsNoTracking().ToListAsync(cancel);
            if (policies.Find(policy => policy.Document.Account == account.AwsAccountId) is { } user)
            {
                throw new InvalidInputException(
                    [new Problem("", $"The policy '{user.Name}' protects this account. Remove or change the policy first.")]);
            }

            await stops.AbandonAsync(db, account.AwsAccountId, actor.Name, cancel);
            db.Accounts.Remove(account);
            return Changed(account, ProgressTopic.Sessions, ProgressTopic.Lanes) with { Committed = () => stops.Tell(db) };
        }, cancel);

    private static IEnumerable<Problem> Check(string? name, string? awsAccount, string? roleArn, IReadOnlyList<string>? regions)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 127)
        {
            yield return new("name", "Give the account a name of up to 127 characters.");
        }

        if (awsAccount is null || !AccountId().IsMatch(awsAccount))
        {
            yield return new("awsAccount", "An AWS account id has twelve digits.");
        }

        if (roleArn is not null && (!Arn.TryParse(roleArn, out var role) || role.Service != "iam" || role.Account != awsAccount))
        {
            yield return new("roleArn", $"The role is an ARN such as arn:aws:iam::{awsAccount}:role/FsxPortal, in the same account.");
        }

        if (regions is null or { Count: 0 })
        {
            yield return new("regions", "Name at least one Region.");
            yield break;
        }

        for (var i = 0; i < regions.Count; i++)
        {
            if (regions[i] is null || !Region().IsMatch(regions[i]))
            {
                yield return new($"regions[{i}]", $"'{regions[i]}' is not a Region such as eu-central-1.");
            }
        }
    }

    private static void Demand(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }

    private static async Task<AwsAccount> FindAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        await db.Accounts.SingleOrDefaultAsync(account => account.Id == id, cancel)
            ?? throw new NotFoundException("This account does not exist.");

    private static Task EnsureLanesAsync(PortalDb db, AwsAccount account, CancellationToken cancel) =>
        LaneLeases.EnsureAsync(db, account.Regions.Select(region => Lane.Of(account.AwsAccountId, region)), cancel);

    private static Outcome<Guid> Changed(AwsAccount account, params IReadOnlyList<string> besides) =>
        new(account.Id, new Subject(SubjectKind.Account, account.Id, account.Name), [ProgressTopic.FileSystems, .. besides]);

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountId();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]+$")]
    private static partial Regex Region();
}
