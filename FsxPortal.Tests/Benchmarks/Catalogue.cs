using FsxPortal.Benchmarks.Circuits;
using FsxPortal.Benchmarks.Emulated;
using FsxPortal.Benchmarks.Fleets;

namespace FsxPortal.Benchmarks;

/// <summary>The benchmarks by their names.</summary>
internal static class Catalogue
{
    public static IReadOnlyDictionary<string, Func<string, Task<IReadOnlyList<Figure>>>> All { get; } =
        new Dictionary<string, Func<string, Task<IReadOnlyList<Figure>>>>
    {
        ["aws-calls"] = async name => [await new AwsCalls(1000, copies: true).RunAsync(name)],
        ["aws-calls-backups"] = async name => [await new AwsCalls(1000, copies: false).RunAsync(name)],
        ["pages"] = name => new FleetPages(10_000).RunAsync(name),
        ["pages-small"] = name => new FleetPages(500).RunAsync(name),
        ["preview"] = name => new FleetPreview(10_000).RunAsync(name),
        ["preview-small"] = name => new FleetPreview(500).RunAsync(name),
        ["nightly"] = name => new FleetNight(10_000).RunAsync(name),
        ["nightly-small"] = name => new FleetNight(500).RunAsync(name),
        ["steps"] = async name => [await Steps.RunAsync(name)],
        ["due"] = name => new DuePolicies(1000).RunAsync(name),
        ["judge"] = Rulebook.JudgeAsync,
        ["slots"] = Rulebook.NameAsync,
        ["live"] = name => new LiveLoad(viewers: 200, tasks: 50).RunAsync(name),
        ["live-storm"] = name => new LiveStorm(viewers: 200, sessions: 50, tasks: 20).RunAsync(name),
        ["memory"] = async name => [await new FleetMemory(10_000).RunAsync(name)],
        ["emulator-list"] = name => new ListRate(1_000_000).RunAsync(name),
        ["emulator-memory"] = name => new PointMemory(3_650_000).RunAsync(name),
    };
}
