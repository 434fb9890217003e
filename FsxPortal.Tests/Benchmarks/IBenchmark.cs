namespace FsxPortal.Benchmarks;

/// <summary>One figure beside the floor that was reached or counted in the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Floor">The least it could be.</param>
/// <param name="Aim">The ratio to the floor that is aimed at.</param>
public sealed record Figure(string Name, double Value, string Unit, double Floor, double Aim);

/// <summary>Something that can be measured on any machine.</summary>
public interface IBenchmark
{
    /// <summary>The name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>What it answers.</summary>
    string Question { get; }

    /// <summary>Measures.</summary>
    IAsyncEnumerable<Figure> RunAsync();
}
