using System.Diagnostics;
using FsxPortal.Tests.AwsSdk.Models;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Judges;

/// <summary>Runs scripts of this folder that judge by packages nobody here wrote.</summary>
internal static class OwnScripts
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">Its file.</param>
    /// <param name="package">The package that it needs.</param>
    /// <param name="argument">What it is told.</param>
    /// <param name="token">The token that it shows.</param>
    public static async Task<(int Code, string Text)> RunAsync(string script, string package, string argument, string token)
    {
        var node = JavaScriptSdk.Node;
        Programs.Demand(node, "Node.js (node)");
        var installed = Path.Combine(JavaScriptSdk.Folder, "node_modules", package);
        Programs.Demand(
            Directory.Exists(installed) ? installed : null, "The set of packages in FsxPortal.Tests/Judges (npm ci --ignore-scripts)");
        var start = new ProcessStartInfo(node, ["--no-warnings", script, argument])
        {
            WorkingDirectory = JavaScriptSdk.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TOKEN"] = token;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, ((await output) + (await error)).Trim());
    }
}
