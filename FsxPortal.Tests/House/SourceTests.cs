using System.Text.RegularExpressions;
namespace FsxPortal.Tests.House;

/// <summary>Rooms stay small and words stay plain, over the source tree.</summary>
public sealed class SourceTests
{
    // Names and comments of the AWS clients are those of the official packages.
    private const string Official = "FsxPortal.Core/AwsSdk";

    private static IReadOnlyList<SourceFile> Files => SourceFile.All;

    [Fact]
    public void Files_fit_on_a_few_screens() => Report.Nothing(SizeRules.Files(Files));

    [Fact]
    public void Lines_are_read_without_turning_the_head() => Report.Nothing(Files.SelectMany(SizeRules.Lines));

    [Fact]
    public void Methods_fit_on_one_screen() => Report.Nothing(Files.SelectMany(SizeRules.Methods));

    [Fact]
    public void Folders_are_rooms_and_no_drawers() => Report.Nothing(SizeRules.Folders(Files));

    [Fact]
    public void Constructors_ask_for_little() => Report.Nothing(SizeRules.Constructors(Files));

    [Fact]
    public void Components_ask_for_little() => Report.Nothing(SizeRules.Injected(Files));

    [Fact]
    public void Components_keep_little_code_beside_their_markup() => Report.Nothing(Files.SelectMany(SizeRules.CodeBlocks));

    [Fact]
    public void Names_say_what_a_thing_is() => Report.Nothing(Files.Where(file => !file.Lies(Official)).SelectMany(WordRules.Names));

    [Fact]
    public void Public_types_say_what_they_are_for() =>
        Report.Nothing(WordRules.Summaries(Files.Where(file => !file.Lies(Official) && !file.Lies("FsxPortal.Tests"))));

    [Fact]
    public void Nothing_is_left_unfinished_folded_away_or_hidden() => Report.Nothing(Files.SelectMany(WordRules.Unwanted));

    [Fact]
    public void The_rules_see_the_house_they_judge()
    {
        Assert.Contains(Files, file => file.Path == "FsxPortal.Core/Domain/Policies/Policy.cs");
        Assert.Contains(Files, file => file.Path == "FsxPortal/Program.cs");
        Assert.DoesNotContain(
            Files, file =>
                file.Path.Contains("/obj/", StringComparison.Ordinal) || file.Path.Contains("/Migrations/", StringComparison.Ordinal));
    }

    [Fact]
    public void Instants_in_texts_are_written_in_one_place() => Report.Nothing(Files.SelectMany(WordRules.Moments));

    [Fact]
    public void Every_component_is_rendered_by_a_test()
    {
        var tests = string.Concat(SourceFile.All.Where(file => file.Lies("FsxPortal.Tests")).Select(file => file.Text));
        var components = SourceFile.All.Where(file => file.Lies("FsxPortal") && file.Path.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path));

        // The document around all pages is no part of a page: browsers test it.
        Report.Nothing(components.Where(name => name is not ("App" or "_Imports"))
            .Where(name => !Regex.IsMatch(tests, $@"(Render|ShowAsync|FindComponents?)<{name}>|\b{name}\.AskAsync|Render\({name}\."))
            .Select(name => $"no test renders {name}"));
    }
}
