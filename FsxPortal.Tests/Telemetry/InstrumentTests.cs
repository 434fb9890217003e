using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FsxPortal.Core;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Telemetry;
using FsxPortal.Setup.Telemetry;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Telemetry;

/// <summary>Instruments that the session of <see cref="RunningPortal"/> does not move.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task A_window_that_goes_is_no_longer_counted()
    {
        using var read = new Readings("fsxportal.circuits");
        var count = new CircuitCount();

        await count.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        await count.OnCircuitClosedAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal([1, -1], read.All.Select(reading => reading.Value));
    }

    [Fact]
    public void Retries_are_counted_beside_the_call()
    {
        using var read = new Readings("fsxportal.aws.retries", "fsxportal.aws.calls");

        PortalMeter.AwsCalled("Rehearsal", "Try", "Throttled", TimeSpan.FromSeconds(1), 3);

        Assert.Equal(
            [("fsxportal.aws.calls", 1L), ("fsxportal.aws.retries", 3L)], read.All.Where(reading => reading.Tags.Contains("Rehearsal"))
                .Select(reading => (reading.Name, reading.Value)));
    }

    [Fact]
    public async Task Open_tasks_are_counted_by_step_and_not_more_often_than_every_few_seconds()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider(Rows.Now);
        using var gauge = new StateGauge(database, new Clocks(time, time), syncHours: 24);

        Assert.Contains((nameof(TaskStep.Waiting), 0), gauge.Read().Tasks);
        await AddTaskAsync(database);
        Assert.Contains((nameof(TaskStep.Waiting), 0), gauge.Read().Tasks);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains((nameof(TaskStep.Waiting), 1), gauge.Read().Tasks);
    }

    private static async Task AddTaskAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        var (fileSystem, session) = (Rows.FileSystem("erp"), Rows.Session(Rows.Policy(), Rows.Now));
        db.AddRange(
            fileSystem, session, new WorkItem(Rows.NewId(), session.Id, fileSystem.Id, fileSystem.Arn, fileSystem.Lane, Rows.VaultArn));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private sealed record Reading(string Name, long Value, string Tags);

    /// <summary>Hears of the portal's instruments of these names.</summary>
    private sealed class Readings : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Readings(params string[] names)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (names.Contains(instrument.Name))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                All.Enqueue(new Reading(instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value)))));
            _listener.Start();
        }

        public ConcurrentQueue<Reading> All { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
