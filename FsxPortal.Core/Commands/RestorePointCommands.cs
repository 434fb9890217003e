using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Commands;

/// <summary>Holds restore points by hand, lets them go, and ends freezes.</summary>
public sealed class RestorePointCommands(CommandDesk desk, Clocks clocks, ILogger<RestorePointCommands> log)
{
    /// <summary>Keeps a restore point whatever retention says. A second hold replaces the first.</summary>
    /// <exception cref="InvalidInputException">What is wrong with the wish, or that the point is gone or going.</exception>
    public Task HoldAsync(Actor actor, Guid id, string? reason, DateTimeOffset? until, CancellationToken cancel) =>
        ChangeAsync(actor, CommandKind.HoldRestorePoint, id, point =>
        {
            Demand(Hold.Validate(reason, until, clocks.Now));
            Demand(Refusals(point, until));
            return new Hold(reason!.Trim(), actor.Name, until);
        }, cancel);

    /// <summary>Lets retention judge a restore point again.</summary>
    public Task ReleaseAsync(Actor actor, Guid id, CancellationToken cancel) =>
        ChangeAsync(actor, CommandKind.ReleaseRestorePoint, id, _ => null, cancel);

    /// <summary>Says that a frozen chain need not wait for its next restore point: until that has come, ended points go as usual.</summary>
    /// <exception cref="NotFoundException">There is no such chain.</exception>
    public Task ThawAsync(Actor actor, ChainKey chain, CancellationToken cancel) => desk.RunAsync(actor, CommandKind.ThawChain, async db =>
    {
        PlainText.Demand("vaultArn", chain.VaultArn);
        if (!await db.RestorePoints.AnyAsync(point =>
            point.FileSystemId == chain.FileSystemId && point.Kind == chain.Kind && point.VaultArn == chain.VaultArn, cancel))
        {
            throw new NotFoundException("This chain does not exist.");
        }

        var said = await db.Thaws.SingleOrDefaultAsync(thaw =>
            thaw.FileSystemId == chain.FileSystemId && thaw.Kind == chain.Kind && thaw.VaultArn == chain.VaultArn, cancel);
        if (said is null)
        {
            db.Thaws.Add(new Thaw(clocks.NewId(), chain, actor.Name, clocks.Now));
        }
        else
        {
            said.Say(actor.Name, clocks.Now);
        }

        var subject = new Subject(SubjectKind.Chain, chain.FileSystemId, $"{chain.Kind} in {chain.VaultArn}")
        {
            AwsAccount = Arn.TryParse(chain.VaultArn, out var vault) ? vault.Account : null,
        };
        return new Outcome<ChainKey>(chain, subject, ProgressTopic.FileSystem(chain.FileSystemId))
        {
            Committed = () => log.LogInformation("The freeze of {Chain} is ended by {Actor}", chain, actor.Name),
        };
    }, cancel);

    // Nobody asks AWS to delete the point while it is looked at: who is told that it is held finds it there.
    private Task ChangeAsync(Actor actor, CommandKind kind, Guid id, Func<RestorePoint, Hold?> holdOf, CancellationToken cancel) =>
        desk.RunAloneAsync(
        actor, kind, async db => DeletionFollower.LockOf(await MakerOfAsync(db, id, cancel)), async db =>
        {
            var point = await db.RestorePoints.SingleAsync(point => point.Id == id, cancel);
            var (hold, before) = (holdOf(point), TextOf(point.Hold));
            if (hold == point.Hold)
            {
                return Outcome.Unchanged(point);
            }

            point.Keep(hold);
            if (point is { State: RestorePointState.Deleting, Hold: not null })
            {
                // What was decided and not sent yet is there again, and counts.
                point.Spare();
            }

            await db.SaveChangesAsync(cancel);
            await ProtectionBook.RefreshAsync(db, [point.FileSystemId], cancel);
            return new Outcome<RestorePoint>(
                point, new Subject(SubjectKind.RestorePoint, id, point.Arn) { AwsAccount = point.AwsAccount },
                ProgressTopic.FileSystem(point.FileSystemId))
            {
                Before = before,
                After = TextOf(hold),
                Committed = () =>
                    log.LogInformation("The restore point {Id} is {What} by {Actor}", id, hold is null ? "released" : "held", actor.Name),
            };
        }, cancel);

    private static string? TextOf(Hold? hold) => hold is null ? null : AuditJson.Of(hold);

    private static async Task<Guid?> MakerOfAsync(PortalDb db, Guid id, CancellationToken cancel) =>
        (await db.RestorePoints.Where(point => point.Id == id).Select(point => new { point.PolicyId }).SingleOrDefaultAsync(cancel)
            ?? throw new NotFoundException("This restore point does not exist.")).PolicyId;

    private static IReadOnlyList<Problem> Refusals(RestorePoint point, DateTimeOffset? until) => point switch
    {
        { IsSavable: false } =>
            [new Problem("", $"The restore point can't be held any more: it is {point.State.ToString().ToLowerInvariant()}.")],
        { State: RestorePointState.Expired } =>
            [new Problem("", "The restore point can't be held: AWS wants it gone, and deletes it as soon as it can.")],
        { DeleteAt: { } end } when !(until <= end) =>
            [new Problem(
                "until", $"It was made for a locked vault: AWS deletes it after {Moments.Text(end)}, and nobody can change that.")],
        _ => [],
    };

    private static void Demand(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }
}
