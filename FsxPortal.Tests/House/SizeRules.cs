using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FsxPortal.Tests.House;

/// <summary>How big things may be, so that each fits on a screen and in a head.</summary>
public static partial class SizeRules
{
    private const int MostLines = 300;
    private const int MostMethodLines = 40;
    private const int MostFiles = 14;
    private const int MostParameters = 6;
    private const int MostCodeLines = 60;
    private const int MostWidth = 140;

    private static readonly (string File, int More, string Why)[] Exceptions =
    [
        ("/SyncRunner.cs", 1, "it begins, runs and ends a session"),
        ("/PolicyEditor.razor", 3, "an editor reads all that can be chosen"),
        ("/PolicyList.razor", 3, "each row has six commands"),
        ("/Accounts.razor", 1, "an account can be checked, changed and removed"),
        ("/FileSystemList.razor", 1, "its filters name policies and accounts"),
    ];

    // A text that has to stand in one piece, such as a message of the wire or a pattern.
    private const int OnePiece = 80;

    public static IEnumerable<string> Files(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines.Count > MostLines)
            .Select(file => $"{file.Path} has {file.Lines.Count} lines; {MostLines} are allowed");

    public static IEnumerable<string> Lines(SourceFile file)
    {
        var wide = file.Lines.Index().Where(line => line.Item.Length > MostWidth).ToList();
        var texts = wide.Count == 0 ? [] : TextsOf(file);
        return wide.Where(line => !texts.Any(text => text.From <= line.Index && line.Index <= text.To && text.Length >= OnePiece))
            .Select(line => $"{file.Path}({line.Index + 1}) is {line.Item.Length} characters wide; {MostWidth} are allowed");
    }

    public static IEnumerable<string> Methods(SourceFile file) =>
        file.Root.DescendantNodes().Where(IsMethod)
            .Select(method => (Name: NameOf(method), Lines: LinesOf(method)))
            .Append((Name: "the top level", Lines: file.Root.Members.OfType<GlobalStatementSyntax>().Sum(LinesOf)))
            .Where(method => method.Lines > MostMethodLines)
            .Select(method => $"{file.Path}: {method.Name} has {method.Lines} lines; {MostMethodLines} are allowed");

    /// <remarks>A component and the code behind it count as one.</remarks>
    public static IEnumerable<string> Folders(IEnumerable<SourceFile> files) =>
        files.GroupBy(file => file.Folder, file => file.Path.Replace(".razor.cs", ".razor", StringComparison.Ordinal))
            .Select(folder => (Name: folder.Key, Files: folder.Distinct().Count()))
            .Where(folder => folder.Files > MostFiles)
            .Select(folder => $"{folder.Name} holds {folder.Files} files; {MostFiles} are allowed");

    /// <remarks>A record that is registered as a service is a bundle, and counts for all it brings.</remarks>
    public static IEnumerable<string> Constructors(IEnumerable<SourceFile> files)
    {
        var all = files.ToList();
        var registered = all.SelectMany(file => Registered().Matches(file.Text)).Select(match => match.Groups[1].Value).ToHashSet();
        var bundles = all.SelectMany(file => file.Root.DescendantNodes().OfType<RecordDeclarationSyntax>())
            .Where(record => registered.Contains(record.Identifier.Text) && record.ParameterList is not null)
            .ToDictionary(record => record.Identifier.Text, record => record.ParameterList!.Parameters.Count);
        return from file in all
               from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
               where type is not RecordDeclarationSyntax
               from list in type.Members.OfType<ConstructorDeclarationSyntax>().Select(one => one.ParameterList).Append(type.ParameterList)
               let parameters = list?.Parameters.Sum(one => bundles.GetValueOrDefault($"{one.Type}", 1)) ?? 0
               where parameters > MostParameters + Spare(file.Path)
               select $"{file.Path}: a constructor of {type.Identifier.Text} has {parameters} parameters; {MostParameters} are allowed";
    }

    /// <summary>Components that ask for much; what the localizer says of a page is no dependency.</summary>
    public static IEnumerable<string> Injected(IEnumerable<SourceFile> files) =>
        from component in files.GroupBy(file => file.Path.Replace(".razor.cs", ".razor", StringComparison.Ordinal))
        let injected = component.Sum(file => Inject().Count(file.Text))
        where injected > MostParameters + Spare(component.Key)
        select $"{component.Key} has {injected} injected members; {MostParameters} are allowed";

    // Who needs more, and why that is no sign of doing too much.
    private static int Spare(string path) => Exceptions.FirstOrDefault(one => path.EndsWith(one.File, StringComparison.Ordinal)).More;

    public static IEnumerable<string> CodeBlocks(SourceFile file)
    {
        var start = file.IsRazor ? file.Lines.ToList().FindIndex(line => line.StartsWith("@code", StringComparison.Ordinal)) : -1;
        var end = start < 0 ? -1 : file.Lines.ToList().FindIndex(start, line => line == "}");
        if (end - start - 1 > MostCodeLines)
        {
            yield return $"{file.Path}: @code has {end - start - 1} lines; with more than {MostCodeLines} it moves to {file.Name}.razor.cs";
        }
    }

    private static List<(int From, int To, int Length)> TextsOf(SourceFile file) =>
    [
        .. file.Root.DescendantNodes()
        .Where(node => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression))
            .Select(text => (text.GetLocation().GetLineSpan(), text.Span.Length))
            .Select(text => (text.Item1.StartLinePosition.Line, text.Item1.EndLinePosition.Line, text.Length)),
    ];

    // A table of values is no method, however long.
    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        or PropertyDeclarationSyntax { ExpressionBody.Expression: not (CollectionExpressionSyntax or BaseObjectCreationExpressionSyntax) };

    private static string NameOf(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => $"the constructor of {constructor.Identifier.Text}",
        _ => method.Kind().ToString(),
    };

    // From the signature to the last brace; attributes and comments above do not count.
    private static int LinesOf(SyntaxNode node)
    {
        var first = node is MemberDeclarationSyntax { AttributeLists: [.., var attributes] } ? attributes.GetLastToken().GetNextToken()
            : node.GetFirstToken();
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }

    [GeneratedRegex(@"Add(?:Singleton|Scoped|Transient)<(\w+)>")]
    private static partial Regex Registered();

    [GeneratedRegex(@"^(?:@inject (?!IStringLocalizer)|\s*\[Inject\])", RegexOptions.Multiline)]
    private static partial Regex Inject();
}
