using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Linq.Expressions;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>The right to write for a lane, as long as nobody else was granted a later epoch.</summary>
public sealed record LaneLease(string Lane, long Epoch)
{
    /// <summary>Until when nobody else can have been granted one, in real time; each renewal moves it on.</summary>
    public DateTimeOffset Until { get; internal set; }

    /// <summary>When it was granted or renewed, for <see cref="Clocks.Since"/>: a clock that is set back makes no lease longer.</summary>
    public long Renewed { get; internal set; }
}

/// <summary>The lease was lost to another node: stop, and send AWS nothing more.</summary>
public sealed class LeaseLostException(string lane, string? why = null)
    : Exception(why ?? $"The lane {lane} was taken over by another node.");

/// <summary>Grants lanes: one holder at a time, told apart by an epoch that grows at each grant.</summary>
/// <remarks>What a clock that was ahead has noted does not count: neither a lease that lasts longer than leases do, nor a look that is
/// further ahead than anybody plans one.</remarks>
public sealed class LaneLeases(IDbContextFactory<PortalDb> databases, Clocks clocks, IOptions<EngineOptions> options)
{
    /// <summary>How long a holder may be silent before any node may take the lane over.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Lanes that want to be looked at and that nobody holds; a holder that died counts as nobody.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Lanes.Where(Wanted(clocks.RealNow)).Select(lane => lane.Key).ToListAsync(cancel);
    }

    private Expression<Func<LaneRecord, bool>> Wanted(DateTimeOffset now)
    {
        var (granted, planned) = (now + Term + Moments.Tolerance, now + options.Value.PollMax + Moments.Tolerance);
        return lane => (lane.LeaseUntil < now || lane.LeaseUntil > granted)
            && (lane.LookAt <= now || lane.LookAt > planned || lane.Owner != null);
    }

    /// <summary>Takes the lane, or finds it held or without a wish to be looked at: a job that is delivered twice makes one pass.</summary>
    public async Task<LaneLease?> TryTakeAsync(string lane, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var wanted = await db.Lanes.Where(row => row.Key == lane)
            .Select(row => row.Owner == null ? row.LookAt : row.LeaseUntil).SingleOrDefaultAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (now, stamp) = (clocks.RealNow, clocks.Stamp());
        var taken = await db.Lanes.Where(row => row.Key == lane).Where(Wanted(now)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Epoch, r => r.Epoch + 1).SetProperty(r => r.Owner, _owner)
                .SetProperty(r => r.LeaseUntil, now + Term).SetProperty(r => r.LookAt, (DateTimeOffset?)null), cancel);
        if (taken == 0)
        {
            return null;
        }

        var epoch = await db.Lanes.Where(row => row.Key == lane).Select(row => row.Epoch).SingleAsync(cancel);
        await transaction.CommitAsync(cancel);
        PortalMeter.LaneTaken(Lane.Split(lane).Region, now - (wanted ?? now));
        return new LaneLease(lane, epoch) { Until = now + Term, Renewed = stamp };
    }

    /// <summary>Keeps the lease alive as long as <paramref name="work"/> takes, however
    /// slowly AWS answers; work whose lease is lost is canceled.</summary>
    /// <exception cref="LeaseLostException">Another node holds the lane.</exception>
    public async Task<T> HoldAsync<T>(LaneLease lease, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beats = BeatAsync(lease, lost, done.Token);
        try
        {
            return await work(lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new LeaseLostException(lease.Lane);
        }
        finally
        {
            await done.CancelAsync();
            await beats;
        }
    }

    private async Task BeatAsync(LaneLease lease, CancellationTokenSource lost, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Term / 3, clocks.Technical, done);
                await using var db = await databases.CreateDbContextAsync(done);
                await RenewAsync(db, lease, done);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (Exception gone) when (gone is LeaseLostException or DbException)
        {
            await lost.CancelAsync();
        }
    }

    /// <summary>Renews the lease inside the caller's transaction, if it has one.</summary>
    /// <exception cref="LeaseLostException">A later epoch was granted: nothing of the transaction may be committed.</exception>
    public async Task RenewAsync(PortalDb db, LaneLease lease, CancellationToken cancel)
    {
        var (until, stamp) = (clocks.RealNow + Term, clocks.Stamp());
        var held = await db.Database.ExecuteSqlAsync(
            $"""UPDATE lane SET "LeaseUntil" = {until.UtcTicks} WHERE "Key" = {lease.Lane} AND "Epoch" = {lease.Epoch}""", cancel);
        if (held == 0)
        {
            throw new LeaseLostException(lease.Lane);
        }

        (lease.Until, lease.Renewed) = (until, stamp);
    }

    /// <summary>Stops a holder that slept through its lease, as a frozen process does, before it asks AWS for anything.</summary>
    /// <exception cref="LeaseLostException">Another node may hold the lane by now.</exception>
    public void Demand(LaneLease lease)
    {
        if (clocks.RealNow > lease.Until || clocks.Since(lease.Renewed) > Term)
        {
            throw new LeaseLostException(lease.Lane);
        }
    }

    /// <summary>Gives the lane back.</summary>
    /// <param name="lease">What was granted.</param>
    /// <param name="lookAgainIn">When to come back; a wish that came meanwhile is kept if there is one.</param>
    /// <param name="trouble">Why AWS can't be used, if so.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether the trouble began or ended now.</returns>
    public async Task<bool> ReleaseAsync(LaneLease lease, TimeSpan? lookAgainIn, string? trouble, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clocks.RealNow;
        var lookAt = now + lookAgainIn;
        var before = await db.Lanes.Where(row => row.Key == lease.Lane).Select(row => new { row.Trouble, row.TroubleSince })
            .SingleOrDefaultAsync(cancel);
        if (before is null)
        {
            // Its account was removed meanwhile.
            return false;
        }

        DateTimeOffset? since = trouble is null ? null : before.TroubleSince ?? now;
        await db.Lanes.Where(row => row.Key == lease.Lane && row.Epoch == lease.Epoch).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Owner, (string?)null).SetProperty(r => r.LeaseUntil, default(DateTimeOffset))
                .SetProperty(r => r.LookAt, r => r.LookAt ?? lookAt)
                .SetProperty(r => r.Trouble, trouble).SetProperty(r => r.TroubleSince, since), cancel);
        return (before.Trouble is null) != (trouble is null);
    }

    /// <summary>Has every lane looked at once, as a starting portal does: whatever was open goes on.</summary>
    /// <remarks>
    /// A SQLite file belongs to one machine: leases of its processes that are no more need not run out first. The epoch guards
    /// against a mistake. Nodes on a server's database may bear the same name and number, so that they wait.
    /// </remarks>
    public async Task WakeAllAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clocks.RealNow;
        await db.Lanes.ExecuteUpdateAsync(lane => lane.SetProperty(row => row.LookAt, now), cancel);
        if (!db.Database.IsSqlite())
        {
            return;
        }

        var owners = await db.Lanes.Where(lane => lane.Owner != null).Select(lane => lane.Owner!).Distinct().ToListAsync(cancel);
        foreach (var gone in owners.Where(IsGone))
        {
            await db.Lanes.Where(lane => lane.Owner == gone)
                .ExecuteUpdateAsync(lane => lane.SetProperty(row => row.LeaseUntil, default(DateTimeOffset)), cancel);
        }
    }

    // A starting process holds nothing yet, so a holder with its number was another one; in a container that is the rule.
    private bool IsGone(string owner)
    {
        var colon = owner.LastIndexOf(':');
        if (owner == _owner)
        {
            return true;
        }

        if (owner[..colon] != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(int.Parse(owner[(colon + 1)..], CultureInfo.InvariantCulture));
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Opens lanes that are new.</summary>
    public static async Task EnsureAsync(PortalDb db, IEnumerable<string> lanes, CancellationToken cancel)
    {
        var known = await db.Lanes.Select(lane => lane.Key).ToListAsync(cancel);
        db.Lanes.AddRange(lanes.Except(known).Select(lane => new LaneRecord(lane)));
    }

    /// <summary>Has lanes looked at soon, inside the transaction that gives them work.</summary>
    public static async Task WakeAsync(PortalDb db, IReadOnlyCollection<string> lanes, DateTimeOffset realNow, CancellationToken cancel)
    {
        await RowLocks.TakeLanesAsync(db, lanes, cancel);
        await db.Lanes.Where(lane => lanes.Contains(lane.Key))
            .ExecuteUpdateAsync(lane => lane.SetProperty(row => row.LookAt, (DateTimeOffset?)realNow), cancel);
    }
}
