using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.Overview;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class OverviewPartTests : PartContext
{
    [Fact]
    public void A_tile_counts_and_leads_to_what_it_counts()
    {
        var tile = Render<ProtectionTile>(p => p.Add(x => x.State, ProtectionState.AtRisk).Add(x => x.Count, 7)).Find("a");

        Assert.Equal("/file-systems?state=AtRisk", tile.GetAttribute("href"));
        Assert.Equal("7", tile.QuerySelector(".tile-count")!.TextContent);
        Assert.Equal("have a policy, but lack a good backup or copy", tile.QuerySelector(".tile-means")!.TextContent);
    }

    [Theory]
    [InlineData(4, 0, 0, "Everything that can be protected is protected.", 1)]
    [InlineData(199, 1, 0, "99 % protected", 2)]
    [InlineData(0, 1, 1, "0 % protected", 2)]
    public void The_bar_of_the_fleet_never_rounds_up(int isProtected, int atRisk, int unprotected, string caption, int parts)
    {
        var bar = Render<ProtectionBar>(p =>
            p.Add(x => x.View, new OverviewView { Protected = isProtected, AtRisk = atRisk, Unprotected = unprotected }));

        Assert.StartsWith(caption, bar.Find("figcaption").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(parts, bar.FindAll(".fleet-bar-part").Count);
    }

    [Fact]
    public void Without_file_systems_there_is_no_bar() =>
        Assert.Empty(Render<ProtectionBar>(p => p.Add(x => x.View, new OverviewView())).Markup.Trim());

    [Fact]
    public void What_needs_attention_says_why_and_leads_there()
    {
        var id = Rows.NewId();
        var row = Render<AttentionRow>(p =>
            p.Add(x => x.FileSystem, new AttentionView(id, "ant", "eu-central-1", ProtectionState.AtRisk, "The last backup failed.")));

        Assert.Equal($"/file-systems/{id}", row.Find("a").GetAttribute("href"));
        Assert.Contains("The last backup failed.", row.Find("tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_points_that_protect_nothing_need_attention_as_what_they_are()
    {
        var sentence = SpoiltPoints.Sentence(RestorePointState.Expired, 2);
        var row = Render<AttentionRow>(p => p.Add(
            x => x.FileSystem, new AttentionView(Rows.NewId(), "ant", "eu-central-1", ProtectionState.Protected, sentence)
            {
                Points = RestorePointState.Expired,
            }));

        Assert.Equal("Expired", row.Find(".chip").TextContent.Trim());
        Assert.Contains("2 restore points are expired: AWS wants them gone", row.Find("tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_are_told_Region_by_Region()
    {
        var copies = Render<CopyTargets>(p =>
            p.Add(x => x.Targets, [new CopyTargetView("eu-west-1", 9, 0), new CopyTargetView("us-east-1", 1, 3)]));

        Assert.Equal(["chip chip-good", "chip chip-warn"], copies.FindAll(".chip").Select(chip => chip.ClassName));
        Assert.Contains("us-east-1", copies.FindAll("li")[1].TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Render<CopyTargets>().FindAll(".empty"));
    }

    [Fact]
    public void The_first_steps_lead_to_what_is_not_done_yet()
    {
        var steps = Render<FirstSteps>(p => p.Add(x => x.View, new FirstStepsView(true, false, false)));

        Assert.Equal(["/policies/new", "/policies"], steps.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Single(steps.FindAll("li.step-done .visually-hidden"));
    }

    [Fact]
    public void Bars_stand_on_each_other_and_are_also_a_table()
    {
        LiveIn("Asia/Tokyo");
        var chart = Render<RunChart>(p =>
            p.Add(x => x.Title, "Today")
                .Add(x => x.Bars, [new RunBar(Rows.Now, 3, 0, 1, 0), new RunBar(Rows.Now.AddHours(1), 0, 0, 0, 0)]));

        Assert.Equal(["tone-good", "tone-bad"], chart.FindAll("rect[class^=tone]").Select(part => part.ClassName));
        Assert.Equal(["45", "15"], chart.FindAll("rect[class^=tone]").Select(part => part.GetAttribute("height")));
        Assert.Equal(["2026-03-18 21:00", "3", "0", "1", "0"], chart.Find("tbody tr").Children.Select(cell => cell.TextContent));
    }

    [Fact]
    public void Days_without_runs_are_no_chart()
    {
        var chart = Render<RunChart>(p =>
            p.Add(x => x.Title, "Month").Add(x => x.IsByDay, true).Add(x => x.Bars, [new RunBar(Rows.Now, 0, 0, 0, 0)]));

        Assert.Empty(chart.FindAll("svg, table"));
        Assert.NotEmpty(chart.Find("figcaption span").TextContent);
    }

    [Fact]
    public void Storage_is_told_by_Region_and_kind()
    {
        var table = Render<StorageTable>(p => p.Add(x => x.Rows, [new StorageView(RestorePointKind.Copy, "eu-west-1", 1_200, 1L << 40)]));

        Assert.Equal(["eu-west-1", "Copies", "1,200", "1,024 GiB"], table.FindAll("tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.NotEmpty(Render<StorageTable>().FindAll(".empty"));
    }
}
