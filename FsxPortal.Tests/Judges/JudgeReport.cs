namespace FsxPortal.Tests.Judges;

/// <summary>What independent judges have checked: a line in the test's output, and one in the file
/// that the variable JUDGES names, which the build prints at its end.</summary>
internal static class JudgeReport
{
    private static readonly Lock OneAtATime = new();

    /// <summary>Says it in both places.</summary>
    public static void Judged(this ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        Note(line);
    }

    /// <summary>Says it to the build alone.</summary>
    public static void Note(string line)
    {
        if (Environment.GetEnvironmentVariables()["JUDGES"] is string { Length: > 0 } file)
        {
            lock (OneAtATime)
            {
                File.AppendAllLines(file, [line]);
            }
        }
    }
}
