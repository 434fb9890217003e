using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Pages.FileSystems.Timelines;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class TimelinePartTests : PageContext
{
    private static readonly TimelineChain _chain = new(RestorePointKind.Backup, "eu-central-1", "near");

    [Fact]
    public void The_legend_explains_each_shape() =>
        Assert.Equal(
            8, Render<TimelineLegend>().FindAll("li").Select(line => line.TextContent.Trim()).Where(text => text.Length > 0).Distinct()
                .Count());

    [Fact]
    public void A_mark_says_all_without_colour()
    {
        var mark = Render<TimelineMark>(p =>
            p.Add(x => x.Mark, Single(Item(1) with { Flags = GfsFlags.Daily | GfsFlags.Weekly }) with { TailTo = 300, TailRow = 1 })
                .Add(x => x.Y, 30).Add(x => x.Kind, RestorePointKind.Backup).Add(x => x.IsChosen, true));

        Assert.Equal(
            "Incremental backup, 2026-03-18 13:00, Daily Weekly, Available, DW", mark.Find("[role=option]").GetAttribute("aria-label"));
        Assert.Equal("true", mark.Find("[role=option]").GetAttribute("aria-selected"));
        Assert.Equal("DW", mark.Find(".timeline-flags").TextContent);
        Assert.Equal("200", mark.Find(".timeline-tail").GetAttribute("width"));
    }

    [Fact]
    public void A_group_says_how_many_it_stands_for_and_what_went_wrong_among_them()
    {
        var group = new DrawnMark(
            MarkShape.Group, 100, 40, [Item(1), Item(2), new TimelineItem(TimelineItemKind.Failed, Rows.Now.AddHours(3))]);
        var mark = Render<TimelineMark>(p => p.Add(x => x.Mark, group).Add(x => x.Y, 30).Add(x => x.Kind, RestorePointKind.Backup));

        Assert.Equal("3", mark.Find(".timeline-count").TextContent);
        Assert.Contains("2 restore points", mark.Find("[role=option]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains(
            string.Concat(mark.FindAll("text").Select(text => text.TextContent)), mark.Find("[role=option]")
                .GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("timeline-trouble", mark.Find("g").ClassName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ArrowLeft", TimelineDirection.Earlier)]
    [InlineData("ArrowRight", TimelineDirection.Later)]
    [InlineData("ArrowUp", TimelineDirection.Up)]
    [InlineData("ArrowDown", TimelineDirection.Down)]
    [InlineData("Home", TimelineDirection.First)]
    [InlineData("End", TimelineDirection.Last)]
    public void Arrows_walk(string key, TimelineDirection direction)
    {
        TimelineDirection? gone = null;
        var stage = Render<TimelineStage>(p => p.Add(x => x.Drawing, Drawing()).Add(x => x.OnGo, (TimelineDirection way) => gone = way));

        stage.Find("svg[role=listbox]").KeyDown(key);

        Assert.Equal(direction, gone);
    }

    [Fact]
    public void Other_keys_pan_zoom_and_leave()
    {
        var heard = new List<string>();
        var stage = Render<TimelineStage>(p => p.Add(x => x.Drawing, Drawing()).Add(x => x.Chosen, Item(1).Key)
            .Add(x => x.OnPan, (double share) => heard.Add($"pan {share}"))
            .Add(x => x.OnZoom, (TimelineZoom zoom) => heard.Add($"zoom {zoom.Factor}"))
            .Add(x => x.OnChoose, (DrawnMark? mark) => heard.Add($"choose {mark?.X}"))
            .Add(x => x.OnOpen, (DrawnMark mark) => heard.Add($"open {mark.X}")));

        foreach (var key in (string[])["PageUp", "+", "-", "Enter", "Escape"])
        {
            stage.Find("svg[role=listbox]").KeyDown(key);
        }

        Assert.Equal(["pan -0.5", "zoom 0.5", "zoom 2", "open 100", "choose "], heard);
    }

    [Fact]
    public async Task What_the_browser_says_is_kept_within_reason()
    {
        var heard = new List<double>();
        var stage = Render<TimelineStage>(p =>
            p.Add(x => x.Drawing, Drawing()).Add(x => x.OnMeasure, (double width) => heard.Add(width))
                .Add(x => x.OnPan, (double share) => heard.Add(share)));

        await stage.InvokeAsync(() => stage.Instance.MeasureAsync(1e9));
        await stage.InvokeAsync(() => stage.Instance.PanAsync(double.NaN));
        await stage.InvokeAsync(() => stage.Instance.PanAsync(-40));

        Assert.Equal([8000, -1], heard);
    }

    [Fact]
    public async Task Details_tell_where_a_point_lies_why_it_is_kept_and_which_session_made_it()
    {
        var (fileSystem, policy) = (Rows.FileSystem("ant"), Rows.Policy());
        var point = Rows.Point(fileSystem, Rows.Now, policy: policy);
        await Database.AddAsync(policy, fileSystem, point);
        var closed = 0;
        var details = Render<TimelineDetails>(p =>
            p.Add(x => x.Mark, Single(Item(0) with { Id = point.Id, Flags = GfsFlags.Daily })).Add(x => x.OnClose, () => closed++));

        details.WaitForAssertion(() =>
            Assert.Contains("portal-vault, eu-central-1", details.Find("dl").TextContent, StringComparison.Ordinal));
        Assert.Contains("Kept:", details.Markup, StringComparison.Ordinal);
        Assert.Contains("Daily until", details.Find("dl").TextContent, StringComparison.Ordinal);
        details.Find(".timeline-close").Click();

        Assert.Equal(1, closed);
    }

    private static TimelineItem Item(int hour) => new(TimelineItemKind.Point, Rows.Now.AddHours(hour))
    {
        Id = new Guid(hour, 0, 0, new byte[8]),
        Point = new TimelinePoint
        {
            Kind = RestorePointKind.Backup,
            State = RestorePointState.Available,
            Vault = "near",
            Region = "eu-central-1",
            Incremental = true
        },
    };

    private static DrawnMark Single(TimelineItem item) => new(MarkShape.Incremental, 100, 14, [item]);

    private static TimelineDrawing Drawing() =>
        new(960, 114, [new DrawnTrack(_chain, 30, [Single(Item(1))])], [new DrawnTick(0, "18 Mar", true)], [], 500);
}
