namespace FsxPortal.Core.Domain.Timelines;

/// <summary>The stretch of time that a timeline shows.</summary>
public sealed record TimelineSpan(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(3);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366 * 40);
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TimeSpan Length => To - From;

    /// <summary>The stretch of <paramref name="length"/> in which <paramref
    /// name="moment"/> lies at a share of the width: 0 is its start.</summary>
    public static TimelineSpan Of(TimeSpan length, DateTimeOffset moment, double share)
    {
        var fitting = length < Shortest ? Shortest : length > Longest ? Longest : length;
        var from = moment - (fitting * share);
        from = from < Earliest ? Earliest : from > Latest - fitting ? Latest - fitting : from;
        return new TimelineSpan(from, from + fitting);
    }

    /// <summary>A stretch so many times as long; what lies at <paramref name="share"/> of the width stays there.</summary>
    public TimelineSpan Zoom(double factor, double share = 0.5) => Of(Length * factor, At(share), share);

    /// <summary>Goes on by a share of the length; back if it is negative.</summary>
    public TimelineSpan Pan(double share) => Of(Length, From + (Length * share), 0);

    /// <summary>The same stretch, moved as little as is needed to show <paramref name="moment"/> well inside.</summary>
    public TimelineSpan Showing(DateTimeOffset moment) =>
        moment < From ? Of(Length, moment, 0.3) : moment >= To ? Of(Length, moment, 0.7) : this;

    /// <summary>Where a moment lies: 0 at the start, 1 at the end, outside of both before and after.</summary>
    public double ShareOf(DateTimeOffset moment) => (moment - From) / Length;

    private DateTimeOffset At(double share) => From + (Length * share);
}
