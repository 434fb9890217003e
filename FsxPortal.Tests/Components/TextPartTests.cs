using Bunit;
using FsxPortal.Components;
using FsxPortal.Components.Texts;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;

namespace FsxPortal.Tests.Components;

public sealed class TextPartTests : PartContext
{
    [Fact]
    public void A_time_is_local_and_tells_UTC_to_whoever_points_at_it()
    {
        LiveIn("Europe/Berlin");

        var time = Render<TimeText>(p => p.Add(x => x.At, Rows.Now)).Find("time");

        Assert.Equal(("2026-03-18 13:00", "2026-03-18T12:00:00Z"), (time.TextContent, time.GetAttribute("datetime")));
        Assert.Equal("Wednesday, 2026-03-18 13:00:00 UTC+01:00 = 2026-03-18 12:00:00 UTC", time.GetAttribute("title"));
    }

    [Fact]
    public void Where_there_is_no_time_a_word_stands_for_it()
    {
        Assert.Equal("never", Render<TimeText>(p => p.Add(x => x.At, null).Add(x => x.None, "never")).Find("span.muted").TextContent);
        Assert.Equal("–", Render<AgeText>(p => p.Add(x => x.At, null)).Find("span.muted").TextContent);
    }

    [Fact]
    public void An_age_grows_while_one_looks_at_it()
    {
        var age = Render<AgeText>(p => p.Add(x => x.At, Rows.Now.AddMinutes(-3)));
        Assert.Equal("3 min ago", age.Find("time").TextContent);

        Turn(TimeSpan.FromHours(4));
        age.Render();

        Assert.Equal("4 h ago", age.Find("time").TextContent);
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 01 s")]
    [InlineData(7_380, "2 h 03 min")]
    [InlineData(180_000, "2 d 2 h")]
    public void A_duration_has_two_units_at_the_most(int seconds, string text) =>
        Assert.Equal(
            text, Render<DurationText>(p => p.Add(x => x.From, Rows.Now).Add(x => x.To, Rows.Now.AddSeconds(seconds)))
                .Find("span").TextContent);

    [Fact]
    public void What_is_not_over_has_no_duration() =>
        Assert.Equal("–", Render<DurationText>(p => p.Add(x => x.From, Rows.Now).Add(x => x.To, null)).Find("span").TextContent);

    [Theory]
    [InlineData(null, "–", null)]
    [InlineData(0L, "0 GiB", "0 bytes")]
    [InlineData(1_000_000L, "< 0.01 GiB", "1,000,000 bytes")]
    [InlineData(1_610_612_736L, "1.5 GiB", "1,610,612,736 bytes")]
    [InlineData(2_199_023_255_552L, "2,048 GiB", "2,199,023,255,552 bytes")]
    public void A_size_is_in_GiB_and_exact_for_whoever_points_at_it(long? bytes, string text, string? title)
    {
        var size = Render<SizeText>(p => p.Add(x => x.Bytes, bytes)).Find("span");

        Assert.Equal((text, title), (size.TextContent, size.GetAttribute("title")));
    }

    [Fact]
    public void A_state_is_a_word_and_not_only_a_colour()
    {
        var chip = Render<StateChip>(p => p.Add(x => x.Look, new Look("bad", "Failed"))).Find("span");

        Assert.Equal(("Failed", "chip chip-bad"), (chip.TextContent, chip.ClassName));
    }

    [Theory]
    [InlineData(true, "Copied.")]
    [InlineData(false, "The browser does not allow copying here. Mark the text and copy it by hand.")]
    public void Copying_says_whether_it_worked(bool isAllowed, string said)
    {
        JSInterop.Setup<bool>("fsxPortal.copy", "arn:long").SetResult(isAllowed);
        var snackbars = Snackbars();
        var text = Render<CopyableText>(p => p.Add(x => x.Text, "arn:long").Add(x => x.Short, "long").Add(x => x.Label, "the ARN"));

        Assert.Equal(("long", "arn:long"), (text.Find("code").TextContent, text.Find("code").GetAttribute("title")));
        text.Find("button[aria-label='Copy the ARN']").Click();

        snackbars.WaitForAssertion(() => Assert.Contains(said, snackbars.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-3, "scaleX(0)")]
    [InlineData(42, "scaleX(0.42)")]
    [InlineData(120, "scaleX(1)")]
    public void Progress_is_drawn_within_its_track_and_told_to_screen_readers(int percent, string scale)
    {
        var bar = Render<ProgressBar>(p => p.Add(x => x.Percent, percent).Add(x => x.Label, "Progress of ant"));

        Assert.Contains(scale, bar.Find(".progress-bar").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("Progress of ant", bar.Find("[role=progressbar]").GetAttribute("aria-label"));
        Assert.Equal($"{percent}", bar.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }
}
