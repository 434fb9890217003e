namespace FsxPortal.Tests.Domain.Scheduling;

/// <summary>Somebody who watches the clock of a zone, minute by minute, and notes when it first shows at least a given time.</summary>
/// <remarks>Slow and simple on purpose: it judges the portal's own arithmetic.</remarks>
internal sealed class WallClock
{
    private readonly DateTimeOffset _start;
    private readonly List<DateTime> _furthest = [];

    public WallClock(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        _start = from;
        for (var minute = from; minute <= until; minute = minute.AddMinutes(1))
        {
            var shown = TimeZoneInfo.ConvertTime(minute, zone).DateTime;
            _furthest.Add(_furthest.Count > 0 && _furthest[^1] > shown ? _furthest[^1] : shown);
        }
    }

    public DateTimeOffset FirstShown(DateTime local)
    {
        var index = _furthest.BinarySearch(local);
        for (index = index < 0 ? ~index : index; index > 0 && _furthest[index - 1] >= local; index--)
        {
        }

        return _start.AddMinutes(index);
    }
}
