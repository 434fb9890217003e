namespace FsxPortal.Benchmarks;

/// <summary>One measured number beside what cannot be beaten and what one would do without thinking, all of the same run.</summary>
internal sealed record Figure(string Name, string Unit, double Measured, double Floor, double Naive)
{
    /// <summary>Whether a larger number is the better one, as with rates.</summary>
    public bool IsMoreBetter { get; init; }

    /// <summary>How it compares with what cannot be beaten; 1 is perfect.</summary>
    public double Ratio => Measured / Floor;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Name,-28} {Measured,12:0.###} {Unit}   floor {Floor:0.###}   naive {Naive:0.###}   {Ratio:0.000} x floor{Note}");

    private string Note => IsMoreBetter ? " (more is better)" : "";
}

/// <summary>Reads many measurements as one.</summary>
internal static class Measurements
{
    /// <summary>The value below which a share of them lies.</summary>
    public static double At(this IReadOnlyCollection<double> values, double share) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt((int)(share * (values.Count - 1)));
}
