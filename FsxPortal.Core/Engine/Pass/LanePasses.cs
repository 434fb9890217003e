using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Opens passes over lanes.</summary>
public sealed class LanePasses(IDbContextFactory<PortalDb> databases, LaneLeases leases, IProgressRelay relay, Clocks clocks)
{
    /// <summary>Opens a pass and loads what is open in its lane.</summary>
    /// <exception cref="AwsFault">The account of the lane is not registered.</exception>
    public async Task<LanePass> OpenAsync(LaneLease lease, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            var (awsAccount, region) = Lane.Split(lease.Lane);
            var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AwsAccountId == awsAccount, cancel)
                ?? throw new AwsFault(
                    FaultKind.Denied, $"The AWS account {awsAccount} is no longer registered. Add it again to let its sessions end.", null);
            var pass = new LanePass(db, lease, leases, relay, clocks) { Account = account, Region = region };
            await pass.LoadAsync(cancel);
            return pass;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
