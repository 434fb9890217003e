using System.Diagnostics.Metrics;
using FsxPortal.Core.Telemetry;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Telemetry;

public sealed class ManualTests
{
    [Fact]
    public void Every_instrument_of_the_portal_is_in_the_manual()
    {
        var manual = Repository.Read("docs/observability.md");
        var names = new List<string>();
        PortalMeter.LaneTaken("nowhere", TimeSpan.Zero);
        using var gauge = PortalMeter.ObserveTasks(() => []);
        using var clocks = PortalMeter.ObserveClocks(() => []);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            names.AddRange(instrument.Meter.Name == PortalMeter.Name ? [instrument.Name] : [])
        };
        listener.Start();

        Assert.Equal(10, names.Distinct().Count());
        Assert.All(names, name => Assert.Contains($"| `{name}` |", manual, StringComparison.Ordinal));
    }
}
