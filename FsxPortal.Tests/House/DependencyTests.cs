using FsxPortal.Core;

namespace FsxPortal.Tests.House;

/// <summary>The plan of the house holds: who may import whom, over the compiled assemblies.</summary>
public sealed class DependencyTests
{
    // The story of the product; a noun may use only nouns that come after it.
    private static readonly string[] Nouns = ["Sessions", "Timelines", "Policies", "Retention", "Chains", "Scheduling", "Inventory"];

    private static readonly IReadOnlySet<Use> Core = TypeUses.Of(typeof(Clocks).Assembly.Location);
    private static readonly IReadOnlySet<Use> Web = TypeUses.Of(typeof(Program).Assembly.Location);

    [Fact]
    public void Every_room_uses_only_the_rooms_it_may() => Report.Nothing(ImportTable.Complaints(Core.Concat(Web).Where(IsWritten)));

    [Fact]
    public void A_noun_of_the_domain_uses_only_nouns_below_it() => Report.Nothing(NounComplaints(Core));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void Rooms_never_reach_each_other_however_closely_one_looks(int depth) =>
        Report.Nothing(RoomRules.Loops(Core.Concat(Web).Where(use => IsWritten(use) && IsOurs(use.From) && IsOurs(use.To)), depth));

    [Fact]
    public void A_type_knows_few_others() =>
        Report.Nothing(RoomRules.FanOut(Core.Concat(Web).Where(use => IsWritten(use) && IsOurs(use.From) && IsOurs(use.To))));

    [Fact]
    public void Every_namespace_is_the_folder_it_lies_in() => Report.Nothing(SourceFile.All.SelectMany(RoomRules.Namespaces));

    [Fact]
    public void What_only_reads_changes_nothing() => Report.Nothing(SourceFile.All.SelectMany(RoomRules.Writes));

    [Fact]
    public void Sessions_end_in_one_place() => Report.Nothing(SourceFile.All.SelectMany(RoomRules.Ends));

    [Fact]
    public void The_rules_see_the_house_they_judge()
    {
        Assert.Contains(new Use("FsxPortal.Core.Domain.Policies.Policy", "FsxPortal.Core.Domain.Inventory.FileSystem"), Core);
        Assert.Contains(Web, use => use.From == "Program");
        Assert.All(
            ["Domain", "AwsSdk", "Aws", "Persistence", "Engine", "Queries"], room =>
                Assert.Contains(Core, use => ImportTable.RoomOf(use.From)?.Name == room));
    }

    [Fact]
    public void A_noun_that_looks_up_is_found() => Assert.Equal(
        ["FsxPortal.Core.Domain.Chains.Chain uses FsxPortal.Core.Domain.Retention.Plan: in the domain Retention comes before Chains"],
        NounComplaints(
        [
            new("FsxPortal.Core.Domain.Chains.Chain", "FsxPortal.Core.Domain.Retention.Plan"),
            new("FsxPortal.Core.Domain.Retention.Plan", "FsxPortal.Core.Domain.Chains.Chain"),
            new("FsxPortal.Core.Domain.Chains.Chain", "FsxPortal.Core.Domain.Problem"),
        ]));

    private static IEnumerable<string> NounComplaints(IEnumerable<Use> uses) =>
        from use in uses
        let user = NounOf(use.From)
        let used = NounOf(use.To)
        where Array.IndexOf(Nouns, used) >= 0 && Array.IndexOf(Nouns, user) > Array.IndexOf(Nouns, used)
        select $"{use.From} uses {use.To}: in the domain {used} comes before {user}";

    private static string NounOf(string type)
    {
        var space = ImportTable.NamespaceOf(type);
        return ImportTable.Lies(space, "FsxPortal.Core.Domain") ? space["FsxPortal.Core.Domain".Length..].TrimStart('.').Split('.')[0] : "";
    }

    private static bool IsOurs(string type) => ImportTable.Lies(ImportTable.NamespaceOf(type), "FsxPortal");

    // Migrations are generated.
    private static bool IsWritten(Use use) => !use.From.Contains(".Migrations.", StringComparison.Ordinal);
}
