using System.Text.RegularExpressions;
using FsxPortal.Emulator;
using FsxPortal.Tests.AwsSdk.Models;
using FsxPortal.Tests.House;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Emulator;

/// <summary>AWS's SDK for JavaScript, which nobody here wrote, walks through the emulator
/// and holds each answer and each refusal against its own models.</summary>
public sealed partial class JavaScriptTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_SDK_for_JavaScript_understands_all_that_the_emulator_answers_and_refuses()
    {
        await using var emulator = await RunningEmulator.StartAsync(EmulatorSeed.Demo);

        var walk = await JavaScriptSdk.RunAsync<Walk>("walk.mjs", emulator.App.Url, TestContext.Current.CancellationToken);

        output.Judged(walk.ToString());
        Assert.True(walk is { Operations: >= 83, Paginators: >= 22, Members: >= 429, Values: >= 61, Errors: >= 89 }, walk.ToString());
        var seen = emulator.App.Aws.Journal.Read(0, int.MaxValue);
        var answered = seen.Where(entry => entry.Status == 200 || entry.Operation == "StopBackupJob")
            .Select(entry => $"{entry.Service} {entry.Operation}");
        Report.Nothing(walk.Failures
            .Concat(Known().Except(answered).Select(operation => $"{operation} was not walked"))
            .Concat(Codes().Except(seen.Select(entry => entry.Error)).Select(code => $"{code} was never raised")));
    }

    private static IEnumerable<string> Known() =>
        OperationTable.ByService.SelectMany(service => service.Value.Select(operation => $"{service.Key} {operation}"));

    /// <summary>Every code that the emulator's source names.</summary>
    private static IEnumerable<string> Codes() => new[] { "Services", "Wire" }
        .SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "FsxPortal", "Emulator", folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => Path.GetFileName(file) != "Answers.cs")
        .SelectMany(file => Code().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["code"].Value)
        .Distinct();

    // Refusals that are built, the names a service has for wrong values, and the misuse of tokens.
    [GeneratedRegex(
        """(?:AwsError\((?:[^"()]*\? "\w+" : )?|AwsError \w+\(string \w+\) => new\(|"(?:backup|fsx|kms|sts)" => |, "\w+Token", )"(?<code>[A-Z][A-Za-z]+)"[,)]""")]
    private static partial Regex Code();

    private sealed record Walk(
        IReadOnlyList<string> Sources, int Operations, int Paginators, int Members, int Values, int Errors, IReadOnlyList<string> Failures)
    {
        public override string ToString() =>
            $"{string.Join(", ", Sources)}: {Operations} operations with {Paginators} paginators, {Members} members, {Values} enum "
                + $"values and {Errors} errors of the emulator were checked.";
    }
}
