using FsCheck.Xunit;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Tests.Pages.Reasons;

/// <summary>Reasons are data: a page words them by the visitor's clock, and says otherwise what the API says.</summary>
public sealed class ReasonWordsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 17, 20, 0, 0, TimeSpan.Zero);
    private static readonly LocalTime Tokyo = LocalTime.Read("Asia/Tokyo");

    public static TheoryData<KeepReason> Reasons =>
    [
        .. from kind in Enum.GetValues<KeepKind>()
           where kind != KeepKind.ChainFrozen
           from until in new DateTimeOffset?[] { null, At }
           select new KeepReason(kind, GfsFlags.Weekly, until, "by Ann: audit"),
        .. from cause in Enum.GetValues<FreezeCause>()
           select new KeepReason(KeepKind.ChainFrozen, Freeze: new Freeze(cause, At)),
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_page_says_what_the_API_says_by_another_clock(KeepReason reason)
    {
        var told = reason.ToString();

        Assert.Equal(told.Replace(" UTC", "", StringComparison.Ordinal), ReasonWords.Of(reason, LocalTime.Utc));
        Assert.Equal(told.Replace("2026-03-17 20:00 UTC", "2026-03-18 05:00", StringComparison.Ordinal), ReasonWords.Of(reason, Tokyo));
    }

    [Fact]
    public void What_AWS_said_of_a_failure_is_told_by_the_visitors_clock_too() => Assert.Equal(
        "the run of 2026-03-18 05:00 failed. Nothing since 2026-03-18 04:30.",
        ReasonWords.Of(new Freeze(FreezeCause.Failed, At, "Nothing since 2026-03-17 19:30 UTC."), Tokyo));

    [Theory]
    [InlineData("The run of 2026-03-17 20:00 UTC was missed.", "The run of 2026-03-18 05:00 was missed.")]
    [InlineData("2026-03-17 20:00 UTC", "2026-03-18 05:00")]
    [InlineData("From 2026-03-17 20:00 UTC to 2026-03-17 21:30 UTC", "From 2026-03-18 05:00 to 2026-03-18 06:30")]
    [InlineData("Every day 20:00 to 21:00 UTC", "Every day 20:00 to 21:00 UTC")]
    [InlineData("No such day: 2026-02-30 20:00 UTC", "No such day: 2026-02-30 20:00 UTC")]
    [InlineData("file-2026-03-17 20:00 UTCX", "file-2026-03-17 20:00 UTCX")]
    [InlineData("", "")]
    public void An_instant_in_a_text_is_found_and_nothing_else(string text, string told) => Assert.Equal(told, Tokyo.Tell(text));

    [Property]
    public void Every_instant_that_is_written_is_found(ushort day, ushort minute)
    {
        var at = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddMinutes(minute % 1440);

        Assert.Equal([at], Moments.Parts($"Since {Moments.Text(at)}.").Select(part => part.At).OfType<DateTimeOffset>());
    }
}
