using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class AssignmentTests
{
    [Fact]
    public void The_policy_of_the_highest_priority_owns_what_several_cover()
    {
        var (first, second, third) = (Some.Policy(priority: 1, id: 1), Some.Policy(priority: 2, id: 2), Some.Policy(priority: 3, id: 3));

        var ownership = Assignment.Of(Some.FileSystem(), [third, first, second]);

        Assert.Equal(first, ownership.Owner);
        Assert.Equal([second, third], ownership.SkippedBy);
    }

    [Fact]
    public void A_disabled_policy_keeps_what_it_owns()
    {
        var disabled = Some.Policy(Some.Document with { Enabled = false });

        Assert.Equal(disabled, Assignment.Of(Some.FileSystem(), [disabled, Some.Policy(priority: 2, id: 4)]).Owner);
    }

    [Fact]
    public void What_no_policy_covers_has_no_owner()
    {
        var elsewhere = Some.Policy(Some.Document with { Regions = ["us-east-1"] });

        Assert.Null(Assignment.Of(Some.FileSystem(), [elsewhere]).Owner);
    }

    [Fact]
    public void What_is_gone_from_AWS_has_no_owner()
    {
        var gone = Some.FileSystem();
        gone.Miss(Some.Now);

        Assert.Null(Assignment.Of(gone, [Some.Policy()]).Owner);
    }

    [Fact]
    public void An_exclusion_wins_over_any_inclusion()
    {
        SelectionRule byId = new() { AwsFileSystemId = "fs-0123456789abcdef0" };
        SelectionRule byTag = new() { Tag = new TagMatch { Key = "env", Value = "prod" } };

        Assert.False(new Selection { Exclude = [byTag] }.Covers(Some.FileSystem().Facts));
        Assert.False(new Selection { Mode = SelectionMode.Selected, Include = [byId], Exclude = [byTag] }.Covers(Some.FileSystem().Facts));
        Assert.True(new Selection { Mode = SelectionMode.Selected, Include = [byId] }.Covers(Some.FileSystem().Facts));
    }

    [Theory]
    [InlineData("env", "prod", true)]
    [InlineData("env", "PROD", false)]
    [InlineData("Env", "prod", false)]
    [InlineData("env", null, false)]
    public void Tags_match_exactly_as_in_AWS(string key, string? value, bool covered) =>
        Assert.Equal(covered, new SelectionRule { Tag = new TagMatch { Key = key, Value = value } }.Matches(Some.FileSystem().Facts));
}
