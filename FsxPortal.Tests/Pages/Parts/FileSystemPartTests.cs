using Bunit;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.FileSystems;
using FsxPortal.Pages.FileSystems.Listing;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class FileSystemPartTests : PartContext
{
    [Fact]
    public void AWS_facts_warn_of_what_AWS_no_longer_lists()
    {
        var facts = Render<AwsFacts>(p =>
            p.Add(x =>
                x.FileSystem, View() with
                {
                    GoneAt = Rows.Now,
                    AwsVolumeId = "fsvol-1",
                    Tags = new Dictionary<string, string> { ["stage"] = "prod" },
                    ForbiddenHours = ["04:00 to 05:00 UTC"]
                }));

        Assert.Contains("2026-03-18", facts.Find("[role=status] time").TextContent, StringComparison.Ordinal);
        Assert.Contains("self-managed", facts.Find("dl").TextContent, StringComparison.Ordinal);
        Assert.Contains("04:00 to 05:00 UTC", facts.Find("dl").TextContent, StringComparison.Ordinal);
        Assert.Equal("stage = prod", facts.Find(".tags li").TextContent);
        Assert.Equal(["fs-1", "fsvol-1", "arn:fs-1"], facts.FindAll("code").Select(code => code.TextContent));
    }

    [Fact]
    public void An_unprotected_file_system_can_be_protected_at_once()
    {
        var view = View();
        var facts = Render<ProtectionFacts>(p =>
            p.Add(x => x.FileSystem, view with { SkippedBy = [new SkipView(Rows.NewId(), "Gold", "It is owned by Silver.")] }));

        Assert.Equal($"/policies/new?protect={view.Id}", facts.Find("a.mud-button-root").GetAttribute("href"));
        Assert.Contains("It is owned by Silver.", facts.Find("p.muted").TextContent, StringComparison.Ordinal);
        Assert.Contains("5, and 1 copy", facts.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_that_are_too_many_to_be_named_are_counted_and_can_be_seen()
    {
        var view = View() with { SkippedBy = [new SkipView(Rows.NewId(), "Gold", "It is owned by Silver.")], SkippedByCount = 9999 };
        var facts = Render<ProtectionFacts>(p => p.Add(x => x.FileSystem, view));

        var rest = facts.Find($"a[href='/policies?fileSystem={view.Id}']");
        Assert.Equal("and by 9,998 more: show all policies that cover it", rest.TextContent);
    }

    [Fact]
    public void A_protected_file_system_leads_to_its_policy()
    {
        var policy = Rows.NewId();
        var facts = Render<ProtectionFacts>(p => p.Add(x => x.FileSystem, View() with { PolicyId = policy, PolicyName = "Gold" }));

        Assert.Equal($"/policies/{policy}", facts.Find("dd a").GetAttribute("href"));
        Assert.Empty(facts.FindAll("a.mud-button-root"));
    }

    [Fact]
    public void A_restore_point_can_be_held_and_a_held_one_released()
    {
        var asked = "";
        var row = Render<PointRow>(p =>
            p.Add(x => x.Point, Point()).Add(x => x.OnHold, () => asked += "hold ").Add(x => x.OnRelease, () => asked += "release"));
        row.Find("button[aria-label='Hold the restore point of 2026-03-18 12:00']").Click();

        row.Render(p => p.Add(x => x.Point, Point() with { Hold = new Hold("Audit", "ann", null) }));
        row.Find("button[aria-label='Release the restore point of 2026-03-18 12:00']").Click();

        Assert.Equal("hold release", asked);
        Assert.Contains("incremental", row.Find("tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_restore_point_tells_when_and_why_and_offers_nothing()
    {
        LiveIn("Europe/Berlin");
        var row = Render<PointRow>(p =>
            p.Add(x => x.Point, Point() with { State = RestorePointState.Deleted, DeletedAt = Rows.Now, DeletedBecause = "Daily ended" })
                .Add(x => x.OnHold, () => { }).Add(x => x.OnRelease, () => { }));

        Assert.Contains("Deleted 2026-03-18 13:00: Daily ended", row.Find("tr").TextContent, StringComparison.Ordinal);
        Assert.Empty(row.FindAll("td.actions button"));
    }

    [Fact]
    public void Flags_that_have_ended_look_ended()
    {
        var row = Render<PointRow>(p =>
            p.Add(x =>
                x.Point, Point() with
                { Flags = ["D", "W"], Retention = [new FlagView("D", Rows.Now, true), new FlagView("W", null, false)] })
                        .Add(x => x.OnHold, () => { }).Add(x => x.OnRelease, () => { }));

        Assert.Equal(["flag flag-over", "flag"], row.FindAll("abbr").Select(flag => flag.ClassName));
        Assert.Equal("Weekly", row.FindAll("abbr")[1].GetAttribute("title"));
    }

    [Fact]
    public void A_row_of_the_list_cuts_its_tags_and_filters_by_them()
    {
        string? wanted = null;
        var line = Line() with
        { Tags = new Dictionary<string, string> { ["Name"] = "ant", ["a"] = "1", ["b"] = "2", ["c"] = "3" }, IsGone = true };
        var row = Render<FileSystemRow>(p =>
            p.Add(x => x.Line, line).Add(x => x.Row, 4).Add(x => x.Account, "Production").Add(x => x.OnTag, (string tag) => wanted = tag));

        Assert.Equal("5", row.Find("tr").GetAttribute("aria-rowindex"));
        Assert.Equal(["a1", "b2"], row.FindAll(".tag-chip").Select(chip => chip.TextContent));
        Assert.Equal("c=3", row.Find(".tag-chips .muted").GetAttribute("title"));
        Assert.Contains("never", row.Find("tr").TextContent, StringComparison.OrdinalIgnoreCase);
        row.FindAll(".tag-chip")[1].Click();
        Assert.Equal("b=2", wanted);
    }

    [Fact]
    public void A_foreign_point_says_so_and_why()
    {
        var row = Render<PointRow>(p =>
            p.Add(x => x.Point, Point() with { Kind = RestorePointKind.Manual, ForeignBecause = "Its tags name no run." })
                .Add(x => x.OnHold, () => { }).Add(x => x.OnRelease, () => { }));

        Assert.Equal(["Available", "Foreign"], row.FindAll(".chip").Select(chip => chip.TextContent));
        Assert.Contains("Its tags name no run.", row.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void A_group_opens_and_closes(bool isOpen, string expanded)
    {
        string? toggled = null;
        var row = Render<GroupRow>(p =>
            p.Add(x => x.Group, new ListGroup("k", "Gold", 3, isOpen)).Add(x => x.Row, 1)
                .Add(x => x.OnToggle, (string key) => toggled = key));

        Assert.Equal(expanded, row.Find("button").GetAttribute("aria-expanded"));
        row.Find("button").Click();
        Assert.Equal("k", toggled);
    }

    [Theory]
    [InlineData("name", "ascending", "-name")]
    [InlineData("-name", "descending", "name")]
    [InlineData("backup", "none", "name")]
    public void The_head_of_a_column_tells_its_order_and_turns_it(string sort, string told, string wanted)
    {
        string? asked = null;
        var head = Render<SortHead>(p =>
            p.Add(x => x.By, "name").Add(x => x.Sort, sort).Add(x => x.OnSort, (string by) => asked = by).AddChildContent("Name"));

        head.Find("button").Click();

        Assert.Equal((told, wanted), (head.Find("th").GetAttribute("aria-sort"), asked));
    }

    [Fact]
    public void Each_filter_names_its_part_of_the_address()
    {
        var asked = new List<(string, string?)>();
        var filters = Render<FileSystemFilters>(p =>
            p.Add(x => x.Wish, new ListWish())
                .Add(
                    x => x.Choices,
                    ListChoices.Of([Line()], new Dictionary<string, string> { [Rows.Account] = "Production" }, new PolicyNames([], 0)))
            .Add(x => x.OnChange, ((string Name, string? Value) change) => asked.Add(change)));

        filters.Find("#search").Change("ant");
        filters.Find("#state").Change("AtRisk");
        filters.Find("#account").Change(Rows.Account);
        filters.Find("#group").Change("Region");
        filters.Find("#search").Change("");

        Assert.Equal([("q", "ant"), ("state", "AtRisk"), ("account", Rows.Account), ("group", "Region"), ("q", null)], asked);
    }

    private static FileSystemView View() => new()
    {
        Id = Rows.NewId(),
        Arn = "arn:fs-1",
        AwsFileSystemId = "fs-1",
        Name = "ant",
        Type = FileSystemType.Windows,
        ActiveDirectory = ActiveDirectoryKind.SelfManaged,
        Deployment = "MULTI_AZ_1",
        AwsAccount = Rows.Account,
        Region = "eu-central-1",
        Lifecycle = "AVAILABLE",
        Protection = new ProtectionView(ProtectionState.Unprotected, "No policy covers it.", null, null, null, 5, 1, 1L << 40),
    };

    private static FileSystemLine Line() =>
        new()
        {
            Id = Rows.NewId(),
            Name = "ant",
            AwsFileSystemId = "fs-1",
            Type = FileSystemType.Lustre,
            AwsAccount = Rows.Account,
            Region = "eu-central-1",
            State = ProtectionState.AtRisk
        };

    private static readonly Guid _point = Rows.NewId();

    private static RestorePointView Point() => new()
    {
        Id = _point,
        Arn = "arn:aws:backup:eu-central-1:1:recovery-point:abc",
        Kind = RestorePointKind.Backup,
        State = RestorePointState.Available,
        FileSystemId = _point,
        AwsFileSystemId = "fs-1",
        Vault = "near",
        VaultArn = "arn:aws:backup:eu-central-1:1:backup-vault:near",
        Region = "eu-central-1",
        Slot = Rows.Now,
        Incremental = true,
    };
}
