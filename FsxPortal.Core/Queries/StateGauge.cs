using System.Data.Common;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Counts open tasks and standstills whenever somebody reads the instruments, though not more often than every few seconds.
/// </summary>
public sealed class StateGauge : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // What stands still does so for minutes at least, and is looked for among all that was ever done.
    private static readonly TimeSpan FreshStandstills = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<PortalDb> _databases;
    private readonly Clocks _clocks;
    private readonly double _syncHours;
    private readonly Lock _lock = new();
    private readonly IDisposable _instruments;
    private State _state = new([], []);
    private long? _readAt;
    private IReadOnlyList<(string Kind, long Count)> _standstills = [];
    private long? _foundAt;

    /// <summary>Shows the counts until it is disposed.</summary>
    /// <param name="databases">What is counted.</param>
    /// <param name="clocks">The clocks of the portal.</param>
    /// <param name="syncHours">After how many hours the vaults are read again; 0 for never.</param>
    public StateGauge(IDbContextFactory<PortalDb> databases, Clocks clocks, double syncHours)
    {
        (_databases, _clocks, _syncHours) = (databases, clocks, syncHours);
        _instruments = PortalMeter.ObserveState(() => Read().Tasks, () => Read().Standstills);
    }

    /// <inheritdoc/>
    public void Dispose() => _instruments.Dispose();

    /// <summary>The counts of all steps and of all kinds of standstills; none if the database is out of reach.</summary>
    /// <remarks>Whoever reads instruments can't await an answer: this is the one query that blocks.</remarks>
    public State Read()
    {
        lock (_lock)
        {
            if (_readAt is not { } read || _clocks.Since(read) >= Fresh)
            {
                _state = Count();
                _readAt = _clocks.Stamp();
            }

            return _state;
        }
    }

    private State Count()
    {
        try
        {
            using var db = _databases.CreateDbContext();
            var tasks = db.Tasks.Where(task => task.State == TaskState.Pending || task.State == TaskState.Running)
                .GroupBy(task => task.Step).Select(group => new { group.Key, Count = group.LongCount() })
                .ToDictionary(group => group.Key, group => group.Count);
            return new State(
                [.. Enum.GetValues<TaskStep>().Where(step => step != TaskStep.Done)
                    .Select(step => ($"{step}", tasks.GetValueOrDefault(step)))],
                FindStandstills(db));
        }
        catch (DbException)
        {
            // Better no number than an old one; the health route says what is wrong.
            return new State([], []);
        }
    }

    private IReadOnlyList<(string Kind, long Count)> FindStandstills(PortalDb db)
    {
        if (_foundAt is not { } found || _clocks.Since(found) >= FreshStandstills)
        {
            _standstills = [.. Standstills.Read(db, _clocks, _syncHours).Select(still => ($"{still.Kind}", (long)still.Count))];
            _foundAt = _clocks.Stamp();
        }

        return _standstills;
    }

    /// <summary>What was counted.</summary>
    /// <param name="Tasks">Open tasks, by step.</param>
    /// <param name="Standstills">What stands still, by kind.</param>
    public sealed record State(IReadOnlyList<(string Step, long Count)> Tasks, IReadOnlyList<(string Kind, long Count)> Standstills);
}
