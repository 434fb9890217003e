using System.Diagnostics;

namespace FsxPortal.Tests.Judges;

/// <summary>Runs scripts that speak to the emulator with boto3, which nobody here wrote.</summary>
internal static class Python
{
    /// <summary>The interpreter for which Debian installs boto3.</summary>
    public const string Path = "/usr/bin/python3";

    /// <summary>Whether boto3 is there.</summary>
    public static async Task<bool> HasBoto3Async() => File.Exists(Path) && (await RunAsync("-c", "import boto3")).Code == 0;

    /// <summary>Runs a script to its end; no settings or credentials of this machine reach it.</summary>
    public static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Path, ["-W", "ignore", "-B", .. arguments])
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
