namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>Which rules of a schedule a restore point serves (grandfather, father, son).</summary>
[Flags]
public enum GfsFlags
{
    None = 0,
    Daily = 1,
    Weekly = 2,
    Monthly = 4,
    Yearly = 8,
}

/// <summary>How flags are written: D, W, M and Y.</summary>
public static class GfsLetters
{
    private static readonly (GfsFlags Flag, string Letter)[] Letters =
        [(GfsFlags.Daily, "D"), (GfsFlags.Weekly, "W"), (GfsFlags.Monthly, "M"), (GfsFlags.Yearly, "Y")];

    /// <summary>Every flag there is.</summary>
    public const GfsFlags All = GfsFlags.Daily | GfsFlags.Weekly | GfsFlags.Monthly | GfsFlags.Yearly;

    /// <summary>The single flags in <paramref name="flags"/>, the most frequent first.</summary>
    public static IEnumerable<GfsFlags> Each(this GfsFlags flags) =>
        Letters.Select(pair => pair.Flag).Where(flag => flags.HasFlag(flag));

    /// <summary>One letter for each flag.</summary>
    public static IReadOnlyList<string> ToLetters(this GfsFlags flags) =>
        [.. Letters.Where(pair => flags.HasFlag(pair.Flag)).Select(pair => pair.Letter)];

    /// <summary>Reads letters in any order; unknown ones are ignored.</summary>
    public static GfsFlags Parse(string letters) =>
        Letters.Where(pair => letters.Contains(pair.Letter, StringComparison.Ordinal))
            .Aggregate(GfsFlags.None, (flags, pair) => flags | pair.Flag);
}
