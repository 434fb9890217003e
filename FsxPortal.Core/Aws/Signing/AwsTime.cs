using System.Globalization;
using Amazon.Runtime;

namespace FsxPortal.Core.Aws.Signing;

/// <summary>How far this machine's clock is from that of AWS, by the date on each answer.</summary>
/// <remarks>Retention refuses to delete while the two clocks differ by more than a minute.</remarks>
public sealed class AwsTime(ClockWatch watch)
{
    private long _ahead;

    /// <summary>By how much this machine is ahead of AWS as of the newest answer, to the second; negative if it is behind.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Takes the time of every answer that a client gets from now on.</summary>
    public void Follow(object client) => ((AmazonServiceClient)client).AfterResponseEvent += (_, answer) =>
    {
        if (answer is WebServiceResponseEventArgs { ResponseHeaders: { } headers }
            && headers.TryGetValue("Date", out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            Interlocked.Exchange(ref _ahead, watch.Note(OtherClock.Aws, date).Ticks);
        }
    };
}
