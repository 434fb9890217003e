using System.Data.Common;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>Counts the open tasks whenever somebody reads the instruments, though not more often than every few seconds.</summary>
public sealed class TaskGauge : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<PortalDb> _databases;
    private readonly Clocks _clocks;
    private readonly Lock _lock = new();
    private readonly IDisposable _instrument;
    private IReadOnlyList<(string Step, long Count)> _counts = [];
    private long? _countedAt;

    /// <summary>Shows the counts until it is disposed.</summary>
    public TaskGauge(IDbContextFactory<PortalDb> databases, Clocks clocks)
    {
        (_databases, _clocks) = (databases, clocks);
        _instrument = PortalMeter.ObserveTasks(Read);
    }

    /// <inheritdoc/>
    public void Dispose() => _instrument.Dispose();

    /// <summary>The counts of all steps; none if the database is out of reach.</summary>
    /// <remarks>Whoever reads instruments can't await an answer: this is the one query that blocks.</remarks>
    public IReadOnlyList<(string Step, long Count)> Read()
    {
        lock (_lock)
        {
            if (_countedAt is not { } counted || _clocks.Since(counted) >= Fresh)
            {
                _counts = Count();
                _countedAt = _clocks.Stamp();
            }

            return _counts;
        }
    }

    private IReadOnlyList<(string Step, long Count)> Count()
    {
        try
        {
            using var db = _databases.CreateDbContext();
            var counts = db.Tasks.Where(task => task.State == TaskState.Pending || task.State == TaskState.Running)
                .GroupBy(task => task.Step).Select(group => new { group.Key, Count = group.LongCount() })
                .ToDictionary(group => group.Key, group => group.Count);
            return [.. Enum.GetValues<TaskStep>().Where(step => step != TaskStep.Done)
                .Select(step => ($"{step}", counts.GetValueOrDefault(step)))];
        }
        catch (DbException)
        {
            // Better no number than an old one; the health route says what is wrong.
            return [];
        }
    }
}
