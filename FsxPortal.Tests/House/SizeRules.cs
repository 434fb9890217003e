using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FsxPortal.Tests.House;

/// <summary>How big things may be, so that each fits on a screen and in a head.</summary>
public static class SizeRules
{
    private const int MostLines = 300;
    private const int MostMethodLines = 40;
    private const int MostFiles = 14;
    private const int MostParameters = 6;
    private const int MostCodeLines = 60;

    public static IEnumerable<string> Files(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines.Count > MostLines).Select(file => $"{file.Path} has {file.Lines.Count} lines; {MostLines} are allowed");

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

    public static IEnumerable<string> Constructors(SourceFile file) =>
        file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type is not RecordDeclarationSyntax)
            .SelectMany(type => type.Members.OfType<ConstructorDeclarationSyntax>().Select(constructor => constructor.ParameterList)
                .Append(type.ParameterList).Select(list => (Type: type.Identifier.Text, Parameters: list?.Parameters.Count ?? 0)))
            .Where(constructor => constructor.Parameters > MostParameters)
            .Select(constructor => $"{file.Path}: a constructor of {constructor.Type} has {constructor.Parameters} parameters; {MostParameters} are allowed");

    public static IEnumerable<string> CodeBlocks(SourceFile file)
    {
        var start = file.IsRazor ? file.Lines.ToList().FindIndex(line => line.StartsWith("@code", StringComparison.Ordinal)) : -1;
        var end = start < 0 ? -1 : file.Lines.ToList().FindIndex(start, line => line == "}");
        if (end - start - 1 > MostCodeLines)
        {
            yield return $"{file.Path}: @code has {end - start - 1} lines; with more than {MostCodeLines} it moves to {file.Name}.razor.cs";
        }
    }

    // A table of values is no method, however long.
    private static bool IsMethod(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
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
        var first = node is MemberDeclarationSyntax { AttributeLists: [.., var attributes] } ? attributes.GetLastToken().GetNextToken() : node.GetFirstToken();
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }
}
