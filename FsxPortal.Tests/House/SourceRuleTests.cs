namespace FsxPortal.Tests.House;

/// <summary>The checkers of sources find what is wrong with small bad samples, and leave good ones alone.</summary>
public sealed class SourceRuleTests
{
    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void A_long_file_is_found(int lines, int complaints) =>
        Assert.Equal(complaints, SizeRules.Files([Sample(Repeat("// line\n", lines))]).Count());

    [Theory]
    [InlineData("var a = b;", 130, 0)]
    [InlineData("var a = b;", 131, 1)]
    [InlineData("var a = \"{0}\";", 140, 0)]
    public void A_wide_line_is_found(string code, int more, int complaints)
    {
        var fill = new string('x', more);

        Assert.Equal(
            complaints,
            SizeRules.Lines(
                Sample(code.Contains("{0}", StringComparison.Ordinal) ? code.Replace("{0}", fill, StringComparison.Ordinal)
                    : code + new string(' ', more - 3) + "//x")).Count());
    }

    [Theory]
    [InlineData(37, 0)]
    [InlineData(38, 1)]
    public void A_long_method_is_found(int statements, int complaints)
    {
        var body = Repeat("x++;\n", statements);

        Assert.Equal(complaints, SizeRules.Methods(Sample($"class A {{\n[Fact]\n[Trait]\nvoid M()\n{{\n{body}}}\n}}")).Count());
        Assert.Equal(complaints, SizeRules.Methods(Sample($"class A {{\nA()\n{{\n{body}}}\n}}")).Count());
        Assert.Equal(complaints, SizeRules.Methods(Sample($"class A {{\nint P {{\nget\n{{\n{body}}}\n}} }}")).Count());
        Assert.Equal(complaints, SizeRules.Methods(Sample(body + "x++;\nx++;\nx++;\n")).Count());
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void A_full_folder_is_found(int files, int complaints)
    {
        var folder = Enumerable.Range(1, files)
            .SelectMany(i => new[] { new SourceFile($"A/P{i}.razor", ""), new SourceFile($"A/P{i}.razor.cs", "") });

        Assert.Equal(complaints, SizeRules.Folders(folder.Append(new SourceFile("A/B/C.cs", ""))).Count());
    }

    [Theory]
    [InlineData("FsxPortal.Core/Engine/Lanes/A.cs", "namespace FsxPortal.Core.Engine.Lanes;", 0)]
    [InlineData("FsxPortal.Core/Engine/Lanes/A.cs", "namespace FsxPortal.Core.Engine;", 1)]
    [InlineData("FsxPortal.Core/Engine/A.cs", "namespace FsxPortal.Core.Engine { class A; } namespace B { class C; }", 1)]
    [InlineData("FsxPortal.Core/AwsSdk/Backup/A.cs", "namespace Amazon.Backup;", 0)]
    [InlineData("FsxPortal/Program.cs", "Run();", 0)]
    public void A_namespace_away_from_its_folder_is_found(string path, string code, int complaints) =>
        Assert.Equal(complaints, RoomRules.Namespaces(new SourceFile(path, code)).Count());

    [Theory]
    [InlineData("FsxPortal.Core/Inspections/A.cs", 1)]
    [InlineData("FsxPortal.Core/Queries/Trends/A.cs", 1)]
    [InlineData("FsxPortal.Core/Commands/A.cs", 0)]
    public void A_change_where_one_only_reads_is_found(string path, int complaints) =>
        Assert.Equal(complaints, RoomRules.Writes(new SourceFile(path, "db.SaveChangesAsync(cancel);")).Count());

    [Theory]
    [InlineData("FsxPortal.Core/Engine/Pass/A.cs", "session.End(SessionState.Failed, null, now);", 1)]
    [InlineData("FsxPortal.Core/Engine/Pass/A.cs", "ends.End(db, session, SessionState.Failed, null);", 0)]
    [InlineData("FsxPortal.Core/Engine/Pass/A.cs", "task.Backup.End(TaskState.Failed, null, now);", 0)]
    [InlineData("FsxPortal.Core/Engine/Pass/SessionEnds.cs", "session.End(SessionState.Failed, null, now);", 0)]
    public void A_session_that_is_ended_elsewhere_is_found(string path, string code, int complaints) =>
        Assert.Equal(complaints, RoomRules.Ends(new SourceFile(path, code)).Count());

    [Theory]
    [InlineData("class A(int a, int b, int c, int d, int e, int f);", 0)]
    [InlineData("class A(int a, int b, int c, int d, int e, int f, int g);", 1)]
    [InlineData("class A { A(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    [InlineData("record A(int a, int b, int c, int d, int e, int f, int g);", 0)]
    [InlineData("record B(int a, int b); class A(B a, int b, int c, int d, int e, int f);", 0)]
    [InlineData("record B(int a, int b); class A(B a, int b, int c, int d, int e, int f) { void M() => x.AddSingleton<B>(); }", 1)]
    public void A_greedy_constructor_is_found(string code, int complaints) =>
        Assert.Equal(complaints, SizeRules.Constructors([Sample(code)]).Count());

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 1)]
    public void A_greedy_component_is_found(int injected, int complaints)
    {
        var markup = new SourceFile("FsxPortal/Pages/A.razor", $"@inject IStringLocalizer<A> L\n{Repeat("@inject B B\n", injected - 1)}");
        var code = new SourceFile("FsxPortal/Pages/A.razor.cs", "class A { \n    [Inject]\n    private C C { get; set; } }");

        Assert.Equal(complaints, SizeRules.Injected([markup, code]).Count());
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public void Much_code_beside_markup_is_found(int lines, int complaints) =>
        Assert.Equal(
            complaints,
            SizeRules.CodeBlocks(new SourceFile("FsxPortal/Pages/A.razor", $"<p>\n@code {{\n{Repeat("    int x;\n", lines)}}}\n")).Count());

    [Theory]
    [InlineData("FsxPortal.Core/A.cs", "class PolicyManager;", 1)]
    [InlineData("FsxPortal.Core/A.cs", "record SessionInfo;", 1)]
    [InlineData("FsxPortal.Core/A.cs", "interface IDataHandler;", 2)]
    [InlineData("FsxPortal.Core/A.cs", "class BackupService;", 1)]
    [InlineData("FsxPortal.Core/A.cs", "static class StringUtils;", 1)]
    [InlineData("FsxPortal/Emulator/A.cs", "class BackupService;", 0)]
    [InlineData("FsxPortal.Core/Helpers/A.cs", "class A;", 1)]
    [InlineData("FsxPortal/Shared/Row.razor", "<tr />", 1)]
    [InlineData("FsxPortal.Core/A.cs", "class Database; class InformationDesk; class Baseline;", 0)]
    public void An_empty_name_is_found(string path, string code, int complaints) =>
        Assert.Equal(complaints, WordRules.Names(new SourceFile(path, code)).Count());

    [Theory]
    [InlineData("public class A;", 1)]
    [InlineData("public enum A;", 1)]
    [InlineData("public record struct A;", 1)]
    [InlineData("public delegate void A();", 1)]
    [InlineData("// why\npublic class A;", 1)]
    [InlineData("/// <summary>What it is.</summary>\npublic class A;", 0)]
    [InlineData("/// <summary>What it is.</summary>\n[Flags]\npublic enum A;", 0)]
    [InlineData("/// <summary>What it is.</summary>\npublic class A { public class B; }", 1)]
    [InlineData("class A { public class B; }", 0)]
    [InlineData("/// <summary>What it is.</summary>\npublic partial class A;\npublic partial class A;", 0)]
    public void A_public_type_without_a_summary_is_found(string code, int complaints) =>
        Assert.Equal(complaints, WordRules.Summaries([Sample($"namespace N;\n{code}")]).Count());

    [Theory]
    [InlineData("// TO" + "DO: later", 1)]
    [InlineData("throw new NotImplemented" + "Exception();", 1)]
    [InlineData("#" + "region Fields\n#" + "endregion", 1)]
    [InlineData("// var old = 1;", 1)]
    [InlineData("global using FsxPortal.Core.Domain;", 1)]
    [InlineData("global using System.Text;", 0)]
    [InlineData("// Clocks jump: the first valid instant counts; nothing else.", 0)]
    public void What_is_unfinished_folded_away_or_hidden_is_found(string code, int complaints) =>
        Assert.Equal(complaints, WordRules.Unwanted(Sample(code)).Count());

    [Theory]
    [InlineData("FsxPortal.Core/A.cs", "var a = $\"Since {at:yyyy-MM-dd HH:mm} UTC.\";", 1)]
    [InlineData("FsxPortal.Core/A.cs", "var a = $\"At about {at:HH:mm} UTC.\";", 1)]
    [InlineData("FsxPortal.Core/A.cs", "var a = $\"Since {Moments.Text(at)}.\";", 0)]
    [InlineData("FsxPortal.Core/Domain/Moments.cs", "var a = at.ToString(\"yyyy-MM-dd HH:mm 'UTC'\");", 0)]
    [InlineData("FsxPortal/A.cs", "var a = $\"{at:HH:mm} UTC\";", 0)]
    public void An_instant_that_no_page_could_word_is_found(string path, string code, int complaints) =>
        Assert.Equal(complaints, WordRules.Moments(new SourceFile(path, code)).Count());

    private static SourceFile Sample(string code) => new("FsxPortal.Core/Sample.cs", code);

    private static string Repeat(string line, int times) => string.Concat(Enumerable.Repeat(line, times));
}
