using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Opens passes over lanes.</summary>
public sealed class LanePasses(
    IDbContextFactory<PortalDb> databases, LaneLeases leases, SessionStops stops, AuditTrail trail, IProgressRelay relay, Clocks clocks)
{
    /// <summary>Opens a pass and loads what is open in its lane.</summary>
    /// <exception cref="LeaseLostException">The account of the lane is no longer registered: what was open in it has ended.</exception>
    public async Task<LanePass> OpenAsync(LaneLease lease, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            var (awsAccount, region) = Lane.Split(lease.Lane);
            if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AwsAccountId == awsAccount, cancel)
                is not { } account)
            {
                await AbandonAsync(db, awsAccount, cancel);
                throw new LeaseLostException(lease.Lane, $"The AWS account {awsAccount} is no longer registered.");
            }

            var pass = new LanePass(db, lease, leases, trail, relay, clocks) { Account = account, Region = region };
            await pass.LoadAsync(cancel);
            return pass;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    // A lane may outlive its account: an earlier version has left it, or an inventory was about to note it. Nobody would ever end it.
    private async Task AbandonAsync(PortalDb db, string awsAccount, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await stops.AbandonAsync(db, awsAccount, Actor.Portal.Name, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        stops.Tell(db);
        relay.Publish([ProgressTopic.Lanes, ProgressTopic.Sessions]);
    }
}
