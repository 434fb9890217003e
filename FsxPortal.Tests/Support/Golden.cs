using System.Text;

namespace FsxPortal.Tests.Support;

/// <summary>Golden files: input, expected output and documentation in one readable text.</summary>
/// <remarks>
/// Each line that is neither empty nor a comment (<c>#</c>) is an input; what the script answers stands behind an arrow, further
/// answers below it. With <c>UPDATE_GOLDEN=1</c> in the environment the files are rewritten in the source tree, for review as a diff.
/// </remarks>
public static class Golden
{
    private const string Arrow = " -> ";

    private static readonly string Folder = Path.Combine(Repository.Root, "FsxPortal.Tests", "Golden");

    private static readonly bool Update = Environment.GetEnvironmentVariables()["UPDATE_GOLDEN"] is "1";

    /// <summary>The golden files of a folder, for <c>MemberData</c>.</summary>
    public static TheoryData<string> Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder), "*.txt").Order(StringComparer.Ordinal)
            .Select(path => $"{folder}/{Path.GetFileName(path)}")];

    /// <summary>Runs the script over the file and expects to find in it what it writes.</summary>
    public static void Verify(string file, Func<string, string> run)
    {
        var path = Path.Combine(Folder, file);
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        var actual = run(expected);
        if (Update && actual != expected)
        {
            // Written and failed: an update is no proof.
            File.WriteAllText(path, actual);
            Assert.Fail($"{file} was written anew. Look at the difference, and run the test again without UPDATE_GOLDEN.");
        }

        Assert.Equal(expected, actual);
    }

    /// <summary>Writes the text anew with the answers of <paramref name="step"/> to each of its inputs, in order.</summary>
    public static string Answer(string text, Func<string, IEnumerable<string>> step)
    {
        var lines = text.TrimEnd('\n').Split('\n').Where(line => !line.TrimStart().StartsWith(Arrow.TrimStart(), StringComparison.Ordinal))
            .Select(InputOf)
            .Select(input => (Input: input, Answers: IsInput(input) ? step(input).ToList() : []))
            .ToList();
        var width = lines.Where(line => line.Answers.Count > 0).Select(line => line.Input.Length).DefaultIfEmpty().Max();
        var written = new StringBuilder();
        foreach (var (input, answers) in lines)
        {
            written.Append(answers.Count == 0 ? input : input.PadRight(width) + Arrow + answers[0]).Append('\n');
            foreach (var answer in answers.Skip(1))
            {
                written.Append(' ', width).Append(Arrow).Append(answer).Append('\n');
            }
        }

        return written.ToString();
    }

    private static bool IsInput(string line) => line.Length > 0 && line[0] != '#';

    private static string InputOf(string line) => (IsInput(line) ? line.Split(Arrow)[0] : line).TrimEnd();
}
