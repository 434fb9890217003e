using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Jobs;

/// <summary>Beats once a second on every node.</summary>
/// <remarks>
/// Not a recurring job of Hangfire: those are handed out under a lock that a killed node leaves behind for as long as the lock's
/// timeout, and a lane would wait as long to be taken over.
/// </remarks>
public sealed class Heartbeat(IServiceScopeFactory scopes, Clocks clocks, ILogger<Heartbeat> log) : BackgroundService
{
    private const int BeatsPerMinute = 60;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isBroken;
    private int _beats;

    /// <summary>When the last beat went well, for <see cref="Clocks.Since"/>; none before the first.</summary>
    public long? LastBeat { get; private set; }

    /// <summary>Begins to beat. Nothing is handed out before the portal has said where it answers.</summary>
    public void Begin() => _begun.TrySetResult();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clocks.Technical);
        try
        {
            await _begun.Task.WaitAsync(stoppingToken);
            do
            {
                await BeatAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal is stopping.
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (++_beats % BeatsPerMinute == 0)
            {
                RecurringJobs.Rewind(
                    scope.ServiceProvider.GetRequiredService<IRecurringJobManager>(),
                    scope.ServiceProvider.GetRequiredService<JobStorage>(), clocks.RealNow);
            }

            await scope.ServiceProvider.GetRequiredService<Tick>().RunAsync(cancel);
            LastBeat = clocks.Stamp();
            if (_isBroken)
            {
                log.LogInformation("What is due is handed out again.");
            }

            _isBroken = false;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Said once, not each second for as long as the database is away.
            if (!_isBroken)
            {
                log.LogError(broken, "What is due could not be handed out; it is tried again every second");
            }

            _isBroken = true;
        }
    }
}
