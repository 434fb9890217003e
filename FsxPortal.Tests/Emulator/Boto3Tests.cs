using System.Globalization;
using System.Text.RegularExpressions;
using FsxPortal.Emulator;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Emulator;

/// <summary>boto3, which nobody here wrote, walks through the emulator and holds its answers against the service models of AWS.</summary>
public sealed partial class Boto3Tests(ITestOutputHelper output)
{
    [Fact]
    public async Task Boto3_walks_through_all_services_and_finds_nothing_that_is_not_in_its_models()
    {
        Programs.Demand(await Python.HasBoto3Async() ? Python.Path : null, "boto3 for /usr/bin/python3 (python3-boto3)");
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);

        var (code, text) = await Python.RunAsync(
            Path.Combine(Repository.Root, "FsxPortal.Tests", "Emulator", "Boto3", "walk.py"), emulator.App.Url);

        var lines = text.Split('\n');
        output.Judged(lines[^1]);
        Assert.Empty(lines[..^1]);
        Assert.Equal(0, code);
        var numbers = Numbers().Matches(lines[^1]).Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.True(numbers is [>= 58, >= 280, >= 45, >= 12], lines[^1]);
    }

    [Fact]
    public async Task Boto3_may_do_what_the_shipped_policies_say_and_no_more()
    {
        Programs.Demand(await Python.HasBoto3Async() ? Python.Path : null, "boto3 for /usr/bin/python3 (python3-boto3)");
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);

        var (code, text) = await Python.RunAsync(
            Path.Combine(Repository.Root, "FsxPortal.Tests", "Emulator", "Boto3", "policies.py"), emulator.App.Url,
            Path.Combine(Repository.Root, "docs", "production", "iam"));

        Assert.Equal((0, ""), (code, text));
    }

    // The operations, members, enum values and errors of the walk's last line.
    [GeneratedRegex("(?<number>[0-9]+) (?:operations|members|enum values|errors)")]
    private static partial Regex Numbers();
}
