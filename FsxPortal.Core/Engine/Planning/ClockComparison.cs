using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>Compares this machine's clock with those of AWS and of the database once a minute, says what differs, and says whether
/// anything may be planned by it.</summary>
public sealed class ClockComparison(
    IDbContextFactory<PortalDb> databases, AccountGateway aws, ClockWatch watch, Clocks clocks, ILogger<ClockComparison> log) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Whoever waits for AWS here does nothing else meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IDisposable _instrument = PortalMeter.ObserveClocks(() =>
        watch.Differences.Select(difference => (difference.Other.ToString(), difference.Ahead.TotalSeconds)));

    private readonly HashSet<OtherClock> _told = [];
    private long? _last;
    private bool _isHeld;

    /// <inheritdoc/>
    public void Dispose() => _instrument.Dispose();

    /// <summary>Compares if it is time for it.</summary>
    /// <returns>Whether slots may be planned: not while this machine's clock is known to be minutes ahead.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        if (_last is not { } last || clocks.Since(last) >= Every)
        {
            await CompareAsync(cancel);
            _last = clocks.Stamp();
        }

        return MayPlan();
    }

    /// <summary>Reads the other clocks, says what differs, and has schedules looked at that a wrong clock has followed too far.</summary>
    public async Task CompareAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (db.Database.IsNpgsql())
        {
            var time = await db.Database.SqlQuery<DateTime>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancel);
            watch.Note(OtherClock.Database, new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
        }

        // As a rule AWS was asked for something a moment ago.
        if (watch.Of(OtherClock.Aws) is not { IsLarge: false })
        {
            await AskAwsAsync(cancel);
        }

        Tell();
        if (watch.Doubt is null)
        {
            var (wrong, anyTime) = (clocks.Now + Moments.Tolerance, (DateTimeOffset?)DateTimeOffset.MinValue);
            await db.Policies.Where(policy => policy.Enabled && policy.ScheduledUntil > wrong)
                .ExecuteUpdateAsync(policy => policy.SetProperty(row => row.NextSlotAt, anyTime), cancel);
        }
    }

    private async Task AskAwsAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clocks.Technical);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            await aws.AskTimeAsync(either.Token);
        }
        catch (Exception silent) when (silent is AwsFault || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Whoever needs AWS for more says that it does not answer.
        }
    }

    // Said once, when it begins and when it ends.
    private void Tell()
    {
        foreach (var difference in watch.Differences)
        {
            if (difference.IsLarge && _told.Add(difference.Other))
            {
                log.LogWarning("{Difference}", difference.Text);
            }
            else if (!difference.IsLarge && _told.Remove(difference.Other))
            {
                log.LogInformation("The clock of this machine agrees with that of {Other} again", difference.Other);
            }
        }
    }

    private bool MayPlan()
    {
        var doubt = watch.Doubt;
        if (doubt is not null && !_isHeld)
        {
            log.LogWarning("Nothing is planned by the schedules until the clock is set right. {Difference}", doubt.Text);
        }
        else if (doubt is null && _isHeld)
        {
            log.LogInformation("The clock is believed again: the schedules are followed");
        }

        _isHeld = doubt is not null;
        return !_isHeld;
    }
}
