using System.Diagnostics;
using System.Text.Json;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>AWS's packages for JavaScript, as pinned in
/// <c>Judges/package-lock.json</c>, and what our scripts there learn from them.</summary>
internal static class JavaScriptSdk
{
    /// <summary>Where the packages and the scripts lie.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "FsxPortal.Tests", "Judges");
    private static readonly string Packages = Path.Combine(Folder, "node_modules", "@aws-sdk");
    private static readonly string OwnNode = Path.Combine(AppContext.BaseDirectory, ".playwright", "node", "linux-x64", "node");

    /// <summary>Node.js; none where there is none. Playwright's is as new as the packages want it.</summary>
    public static string? Node => File.Exists(OwnNode) ? OwnNode : Programs.Find("node");

    /// <summary>The model of a service.</summary>
    public static Task<AwsModel> ReadAsync(string service, CancellationToken cancel) => RunAsync<AwsModel>("models.mjs", service, cancel);

    /// <summary>What a script writes.</summary>
    public static async Task<T> RunAsync<T>(string script, string argument, CancellationToken cancel)
    {
        var node = Node;
        Programs.Demand(node, "Node.js (node)");
        Programs.Demand(
            Directory.Exists(Packages) ? Packages : null, "The set of packages in FsxPortal.Tests/Judges (npm ci --ignore-scripts)");

        var start = new ProcessStartInfo(
            node, ["--no-warnings", script, argument])
        { WorkingDirectory = Folder, RedirectStandardOutput = true };
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        using var process = Process.Start(start)!;
        var written = await JsonSerializer.DeserializeAsync<T>(process.StandardOutput.BaseStream, JsonSerializerOptions.Web, cancel);
        await process.WaitForExitAsync(cancel);
        Assert.Equal(0, process.ExitCode);
        return written!;
    }
}
