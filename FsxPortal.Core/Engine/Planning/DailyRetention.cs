using System.Globalization;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>Once a day at 04:00 has every chain judged, those of disabled and deleted policies too.</summary>
public sealed class DailyRetention(
    IDbContextFactory<PortalDb> databases, IProgressRelay relay, Clocks clocks, IOptions<EngineOptions> options,
    ILogger<DailyRetention> log)
{
    private const string LastDay = "retention.day";
    private static readonly TimeOnly At = new(4, 0);

    /// <summary>The same, where a failure must not keep anything else from going on; the next turn plans again.</summary>
    public async Task TryPlanAsync(CancellationToken cancel)
    {
        try
        {
            await PlanIfDueAsync(cancel);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "The daily retention could not be planned");
        }
    }

    /// <summary>Plans today's pass, unless it is too early or it was planned before.</summary>
    public async Task PlanIfDueAsync(CancellationToken cancel)
    {
        var now = clocks.Now;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var due = CivilTime.ToInstant(today.ToDateTime(At), zone);
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (now < due || await db.Settings.AnyAsync(setting => setting.Key == LastDay && setting.Value == day, cancel))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await ClaimAsync(db, day, cancel))
        {
            return;
        }

        var session = await PlanAsync(db, due, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        relay.Publish([ProgressTopic.Session(session.Id), ProgressTopic.Sessions]);
        foreach (var wrong in await ProtectionBook.VerifyAsync(db, cancel))
        {
            log.LogWarning("The protection of a file system was noted wrongly and is corrected. {Wrong}", wrong);
        }
    }

    /// <summary>When the next pass after an instant is due.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        var due = CivilTime.ToInstant(today.ToDateTime(At), zone);
        return due > instant ? due : CivilTime.ToInstant(today.AddDays(1).ToDateTime(At), zone);
    }

    // The conditional update lets one node plan the day.
    private static async Task<bool> ClaimAsync(PortalDb db, string day, CancellationToken cancel)
    {
        if (!await db.Settings.AnyAsync(setting => setting.Key == LastDay, cancel))
        {
            db.Settings.Add(new Setting(LastDay, ""));
            await db.SaveChangesAsync(cancel);
        }

        return await db.Settings.Where(setting => setting.Key == LastDay && setting.Value != day)
            .ExecuteUpdateAsync(setting => setting.SetProperty(row => row.Value, day), cancel) == 1;
    }

    private async Task<Session> PlanAsync(PortalDb db, DateTimeOffset due, DateTimeOffset now, CancellationToken cancel)
    {
        var session = new Session(clocks.NewId(), SessionType.Retention, SessionTrigger.Schedule, due, Actor.Portal.Name, now);
        session.Call("Daily retention");
        session.Start(now);
        db.Sessions.Add(session);
        var chains = await db.RestorePoints
            .Where(point => point.Kind != RestorePointKind.Manual && RestorePoint.Judged.Contains(point.State))
            .Select(point => new { point.FileSystemId, point.Kind, point.VaultArn }).Distinct()
            .Select(chain => new ChainKey(chain.FileSystemId, chain.Kind, chain.VaultArn)).ToListAsync(cancel);

        // Of an account that was removed, or of a Region that was left, nobody can ask AWS.
        var reached = (await db.Accounts.AsNoTracking().ToListAsync(cancel))
            .SelectMany(account => account.Regions.Select(region => Lane.Of(account.AwsAccountId, region))).ToHashSet();
        chains.RemoveAll(chain => !reached.Contains(Lane.Of(Arn.Parse(chain.VaultArn))));
        foreach (var chain in chains)
        {
            db.RetentionRequests.Add(new RetentionRequest(clocks.NewId(), session.Id, null, chain, now));
        }

        db.Log.Add(new LogEntry(session.Id, null, now, LogLevel.Information, $"Judging {chains.Count} chains."));
        await LaneLeases.WakeAsync(
            db, [.. chains.Select(chain => Lane.Of(Arn.Parse(chain.VaultArn))).Distinct()], clocks.RealNow, cancel);
        return session;
    }
}
