namespace FsxPortal.Core.Domain.Sessions.Turns;

/// <summary>Foretells when it is worth while to look whether copies have ended.</summary>
/// <remarks>
/// AWS tells nothing of the progress of a copy, and who has ended unnoticed keeps a slot from the next. So a look is due when a fair part
/// of what a copy takes is likely to be lost that way, over all that run: looks grow with the copies, not with the time that they take.
/// </remarks>
public static class CopyEnds
{
    // How much of what a copy takes may be lost before the next look.
    private const double Loss = 0.25;

    // How much longer, for its age, a copy may take that took longer than all before it.
    private const double Late = 0.1;

    // How often one is looked at while it grows as old as it is, where nothing tells how long copies take.
    private const int Looks = 3;

    /// <summary>After what time to look.</summary>
    /// <param name="ages">For how long the copies run.</param>
    /// <param name="durations">How long earlier copies to the same destination took.</param>
    public static TimeSpan NextLook(IReadOnlyCollection<TimeSpan> ages, IReadOnlyCollection<TimeSpan> durations)
    {
        if (ages.Count == 0 || durations.Count == 0)
        {
            return ages.Count == 0 ? TimeSpan.Zero : ages.Max() / Looks;
        }

        var most = durations.Order().ElementAt(durations.Count / 2) * Loss;
        var (at, ended, lost) = (TimeSpan.Zero, 0.0, TimeSpan.Zero);
        foreach (var (end, part) in ages.SelectMany(age => EndsOf(age, durations)).OrderBy(end => end.In))
        {
            var more = ended * (end - at);
            if (lost + more >= most)
            {
                break;
            }

            (at, ended, lost) = (end, ended + part, lost + more);
        }

        return at + ((most - lost) / ended);
    }

    // Each of the earlier copies that took longer is as likely to be followed as any other.
    private static IEnumerable<(TimeSpan In, double Part)> EndsOf(TimeSpan age, IReadOnlyCollection<TimeSpan> durations)
    {
        var longer = durations.Where(duration => duration > age).ToList();
        return longer.Count == 0 ? [(age * Late, 1)] : longer.Select(duration => (duration - age, 1.0 / longer.Count));
    }
}
