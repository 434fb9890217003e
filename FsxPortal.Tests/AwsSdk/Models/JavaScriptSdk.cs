using System.Diagnostics;
using System.Text.Json;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>The models inside AWS's packages for JavaScript, as pinned in <c>Judges/package-lock.json</c>.</summary>
internal static class JavaScriptSdk
{
    /// <summary>Where the judges written in JavaScript lie, and the packages they use.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "FsxPortal.Tests", "Judges");
    private static readonly string Packages = Path.Combine(Folder, "node_modules", "@aws-sdk");
    private static readonly string OwnNode = Path.Combine(AppContext.BaseDirectory, ".playwright", "node", "linux-x64", "node");

    /// <summary>The program that runs them; the test is skipped where it, or a package, is missing.</summary>
    public static string Demand()
    {
        var node = Programs.Find("node") ?? (File.Exists(OwnNode) ? OwnNode : null);
        Programs.Demand(node, "Node.js (node)");
        Programs.Demand(Directory.Exists(Packages) ? Packages : null, "The set of packages in FsxPortal.Tests/Judges (npm ci --ignore-scripts)");
        return node;
    }

    public static async Task<AwsModel> ReadAsync(string service, CancellationToken cancel)
    {
        var node = Demand();
        using var process = Process.Start(new ProcessStartInfo(node, ["models.mjs", service])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
        })!;
        var model = await JsonSerializer.DeserializeAsync<AwsModel>(process.StandardOutput.BaseStream, JsonSerializerOptions.Web, cancel);
        await process.WaitForExitAsync(cancel);
        Assert.Equal(0, process.ExitCode);
        return model!;
    }
}
