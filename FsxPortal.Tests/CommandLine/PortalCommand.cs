using System.Diagnostics;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Tests.CommandLine;

/// <summary>The portal's command line as a process of its own, with a folder for policies.</summary>
internal sealed class PortalCommand : IDisposable
{
    /// <summary>What it is told by the environment.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Where the policies are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("fsxportal-policies").FullName;

    /// <summary>Writes a policy into a file.</summary>
    public void Write(string file, PolicyDocument document) => Write(file, PolicyJson.Write(document));

    /// <summary>Writes a file.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Runs a command on the folder.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(string verb, Uri url, params string[] more)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), verb, "-f", Folder, "--url", url.ToString(), .. more])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
