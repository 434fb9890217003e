using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Pages.FileSystems.Listing;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Pages;

public sealed class FileSystemListTests : PageContext
{
    [Fact]
    public async Task Ten_thousand_file_systems_are_counted_and_few_of_them_drawn()
    {
        await ChangeAsync(db =>
        {
            db.AddRange(Enumerable.Range(1, 10_000).Select(number => Rows.FileSystem($"fs{number:D5}")));
            return Task.CompletedTask;
        });

        var page = Render<FileSystemList>();

        Assert.Equal("File systems: 10,000", page.Find("[role=status]").TextContent);
        Assert.Equal("10001", page.Find("table").GetAttribute("aria-rowcount"));
        Assert.InRange(page.FindAll("tr.fleet-row").Count, 10, 199);
    }

    [Theory]
    [InlineData("type=Lustre", "bee")]
    [InlineData("region=us-east-1", "cow")]
    [InlineData("account=999999999999", "")]
    [InlineData("tag=stage%3Dprod", "ant bee")]
    [InlineData("tag=stage", "ant bee cow")]
    [InlineData("tag=stag", "")]
    [InlineData("policy=none", "bee cow")]
    [InlineData("state=Protected", "")]
    [InlineData("q=COW", "cow")]
    [InlineData("sort=-name", "cow bee ant")]
    public async Task The_address_filters_and_sorts(string address, string names)
    {
        await AddThreeAsync();
        Navigation.NavigateTo($"/file-systems?{address}");

        var page = Render<FileSystemList>();

        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), Names(page));
    }

    [Theory]
    [InlineData("Account", "111122223333 3")]
    [InlineData("Region", "eu-central-1 2, us-east-1 1")]
    [InlineData("Policy", "Daily 1, No policy 2")]
    [InlineData("Protection", "At risk 1, Unprotected 2")]
    public async Task Groups_say_how_many_file_systems_they_have(string grouping, string groups)
    {
        await AddThreeAsync();
        Navigation.NavigateTo($"/file-systems?group={grouping}");

        var page = Render<FileSystemList>();

        var heads = page.FindAll("tr.fleet-group button")
            .Select(head => string.Join(' ', head.QuerySelectorAll("span").Select(part => part.TextContent)));
        Assert.Equal(groups, string.Join(", ", heads));
        Assert.Equal(3, Names(page).Count());
    }

    [Fact]
    public async Task A_closed_group_hides_its_lines_and_opens_again()
    {
        await AddThreeAsync();
        Navigation.NavigateTo("/file-systems?group=Region");
        var page = Render<FileSystemList>();

        page.Find("tr.fleet-group button").Click();

        Assert.Equal("false", page.Find("tr.fleet-group button").GetAttribute("aria-expanded"));
        Assert.Equal(["cow"], Names(page));
        page.Find("tr.fleet-group button").Click();
        Assert.Equal(["ant", "bee", "cow"], Names(page));
    }

    [Fact]
    public async Task All_groups_are_closed_at_once()
    {
        await AddThreeAsync();
        Navigation.NavigateTo("/file-systems?group=Region");
        var page = Render<FileSystemList>();

        page.FindAll(".fleet-folds button")[1].Click();

        Assert.Empty(Names(page));
        Assert.Equal("File systems: 3", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_tag_filters_where_it_is_clicked()
    {
        await AddThreeAsync();
        var page = Render<FileSystemList>();

        page.FindAll("button.tag-chip").First(chip => chip.TextContent == "stagetest").Click();

        page.WaitForAssertion(() => Assert.Equal(["cow"], Names(page)));
        Assert.Contains("tag=stage%3Dtest", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("File systems: 1 of 3", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task The_head_of_a_column_sorts_by_it_and_then_the_other_way()
    {
        await AddThreeAsync();
        var page = Render<FileSystemList>();

        page.Find("th[aria-sort=ascending] button").Click();

        page.WaitForAssertion(() => Assert.Equal(["cow", "bee", "ant"], Names(page)));
        Assert.NotNull(page.Find("th[aria-sort=descending]"));
    }

    [Fact]
    public async Task File_systems_that_were_never_backed_up_come_before_the_oldest_backup()
    {
        var (old, recent, never) = (Rows.FileSystem("old"), Rows.FileSystem("recent"), Rows.FileSystem("zero"));
        await Database.AddAsync(old, recent, never, Rows.Point(old, Rows.Now.AddDays(-9)), Rows.Point(recent, Rows.Now.AddHours(-6)));
        Navigation.NavigateTo("/file-systems?sort=backup");

        var page = Render<FileSystemList>();

        Assert.Equal(["zero", "old", "recent"], Names(page));
    }

    [Fact]
    public async Task The_list_says_as_of_which_listing_of_the_vaults_it_knows_the_protection()
    {
        await AddThreeAsync();
        await ChangeAsync(db => VaultListings.NoteAsync(db, Rows.VaultArn, Rows.Now.AddHours(-2), Cancel));

        Assert.Contains("Vaults last read to their ends 2 h ago", AsOf(Render<FileSystemList>()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?policy=none", false)]
    public async Task A_vault_that_was_never_listed_is_worth_a_word_where_a_policy_uses_it(string address, bool isSaid)
    {
        await AddThreeAsync();
        Navigation.NavigateTo($"/file-systems{address}");

        var said = AsOf(Render<FileSystemList>());

        Assert.Equal(isSaid, said.Contains("Vaults last read to their ends not all of them yet", StringComparison.Ordinal));
        Assert.Equal(isSaid, said.Contains("Vaults last read", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fleet_without_file_systems_says_how_to_find_some()
    {
        var page = Render<FileSystemList>();

        Assert.Contains("Register an AWS account", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    private static string AsOf(IRenderedComponent<FileSystemList> page) =>
        string.Join(' ', page.Find(".fleet-head").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Names(IRenderedComponent<FileSystemList> page) =>
        page.FindAll("a.fleet-name").Select(name => name.TextContent);

    private async Task AddThreeAsync()
    {
        var (policy, bee) = (Rows.Policy(), Tagged(Rows.FileSystem("bee", FileSystemType.Lustre), "prod"));
        policy.Change(policy.Document with { Selection = new() { Exclude = [new() { AwsFileSystemId = bee.AwsFileSystemId }] } }, Rows.Now);
        await Database.AddAsync(
            policy, Tagged(Rows.FileSystem("ant"), "prod"), bee, Tagged(Rows.FileSystem("cow", region: "us-east-1"), "test"));
    }

    private static FileSystem Tagged(FileSystem fileSystem, string stage)
    {
        fileSystem.See(
            fileSystem.Facts with { Tags = new Dictionary<string, string> { ["Name"] = fileSystem.Name, ["stage"] = stage } }, Rows.Now);
        return fileSystem;
    }
}
