using System.Diagnostics;
using System.Text.Json;
using FsxPortal.Emulator;
using FsxPortal.Tests.AwsSdk.Models;

namespace FsxPortal.Tests.Emulator;

/// <summary>AWS's own SDK for JavaScript walks through the emulator and recognises its answers and its errors.</summary>
public sealed class JavaScriptTests(ITestOutputHelper output)
{
    // What the product uses, and what a fleet is set up with.
    private const int Operations = 63;
    private const int Errors = 15;

    [Fact]
    public async Task The_SDK_for_JavaScript_walks_through_all_services_and_knows_every_error_by_its_class()
    {
        var node = JavaScriptSdk.Demand();
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);

        var walk = await RunAsync(node, emulator.App.Url);

        output.WriteLine($"SDK for JavaScript: {walk.Operations.Count} operations, {walk.Errors.Count} errors, {walk.Complaints.Count} complaints");
        Assert.Empty(walk.Complaints);
        Assert.Equal((Operations, Errors), (walk.Operations.Count, walk.Errors.Count));
    }

    private static async Task<Walk> RunAsync(string node, string url)
    {
        var start = new ProcessStartInfo(node, ["--no-warnings", "walk.mjs", url]) { WorkingDirectory = JavaScriptSdk.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return JsonSerializer.Deserialize<Walk>(await answer, JsonSerializerOptions.Web)!;
    }

    private sealed record Walk(IReadOnlyList<string> Operations, IReadOnlyList<string> Errors, IReadOnlyList<string> Complaints);
}
