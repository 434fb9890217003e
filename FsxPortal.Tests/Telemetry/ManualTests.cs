using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using FsxPortal.Core.Telemetry;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Telemetry;

public sealed partial class ManualTests
{
    [Fact]
    public void Every_test_that_the_table_of_what_may_go_wrong_names_exists()
    {
        var tests = typeof(ManualTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();
        var named = TestName().Matches(Repository.Read("docs/reliability.md")).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(named.Count > 40, $"{named.Count} tests are named.");
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,})`")]
    private static partial Regex TestName();

    [Fact]
    public void Every_instrument_of_the_portal_is_in_the_manual()
    {
        var manual = Repository.Read("docs/observability.md");
        var names = new List<string>();
        PortalMeter.LaneTaken("nowhere", TimeSpan.Zero);
        using var gauge = PortalMeter.ObserveState(() => [], () => []);
        using var clocks = PortalMeter.ObserveClocks(() => []);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            names.AddRange(instrument.Meter.Name == PortalMeter.Name ? [instrument.Name] : [])
        };
        listener.Start();

        Assert.Equal(13, names.Distinct().Count());
        Assert.All(names, name => Assert.Contains($"| `{name}` |", manual, StringComparison.Ordinal));
    }
}
