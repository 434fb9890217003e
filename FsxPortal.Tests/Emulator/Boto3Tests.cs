using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FsxPortal.Emulator;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Emulator;

/// <summary>boto3, which nobody here wrote, walks through the emulator and holds its answers against the service models of AWS.</summary>
public sealed partial class Boto3Tests(ITestOutputHelper output)
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Boto3_walks_through_all_services_and_finds_nothing_that_is_not_in_its_models()
    {
        Programs.Demand(await HasBoto3Async() ? Python : null, "boto3 for /usr/bin/python3 (python3-boto3)");
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);

        var (code, text) = await RunAsync(
            Path.Combine(Repository.Root, "FsxPortal.Tests", "Emulator", "Boto3", "walk.py"), emulator.App.Url);

        var lines = text.Split('\n');
        output.Judged(lines[^1]);
        Assert.Empty(lines[..^1]);
        Assert.Equal(0, code);
        var numbers = Numbers().Matches(lines[^1]).Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.True(numbers is [>= 58, >= 280, >= 45, >= 12], lines[^1]);
    }

    // The operations, members, enum values and errors of the walk's last line.
    [GeneratedRegex("(?<number>[0-9]+) (?:operations|members|enum values|errors)")]
    private static partial Regex Numbers();

    private static async Task<bool> HasBoto3Async() => File.Exists(Python) && (await RunAsync("-c", "import boto3")).Code == 0;

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Python, ["-W", "ignore", "-B", .. arguments])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, ((await output) + (await error)).Trim());
    }
}
