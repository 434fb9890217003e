using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class TagBudgetTests
{
    private static readonly Dictionary<string, string> Own = new()
    {
        ["fsxp.policy"] = "p",
        ["fsxp.slot"] = "s",
        ["fsxp.flags"] = "D",
        ["fsxp.resource"] = "r"
    };
    private static readonly Dictionary<string, string> Custom = new() { ["owner"] = "storage", ["team"] = "blue" };

    [Theory]
    [InlineData(44, 6, "")]
    [InlineData(45, 5, "team")]
    [InlineData(46, 4, "owner,team")]
    public void Custom_tags_give_way_before_those_of_the_portal(int source, int sent, string leftOut)
    {
        var fit = TagBudget.Fit(Tags(source), Own, Custom);

        Assert.Equal((sent, leftOut, null), (fit.Tags.Count, string.Join(',', fit.LeftOut), fit.Refusal));
        Assert.Null(TagBudget.Refusal(Tags(source), Own.Count));
    }

    [Fact]
    public void Without_room_for_the_portal_there_is_no_backup()
    {
        const string Text =
            "It has 47 tags, which AWS puts on each backup; 50 are allowed and the portal needs 4 of them. Remove tags from the file "
                + "system.";

        Assert.Equal(Text, TagBudget.Fit(Tags(47), Own, Custom).Refusal);
        Assert.Equal(Text, TagBudget.Refusal(Tags(47), Own.Count));
    }

    [Fact]
    public void What_replaces_a_tag_or_belongs_to_AWS_takes_no_room()
    {
        var source = Tags(45);
        source["owner"] = "nobody";
        source["aws:cloudformation:stack-name"] = "fsx";

        var fit = TagBudget.Fit(source, Own, Custom);

        Assert.Equal(["team"], fit.LeftOut);
        Assert.Equal("storage", fit.Tags["owner"]);
    }

    private static Dictionary<string, string> Tags(int count) => Enumerable.Range(1, count).ToDictionary(i => $"t{i}", _ => "x");
}
