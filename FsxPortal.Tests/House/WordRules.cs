using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FsxPortal.Tests.House;

/// <summary>Which words the house does not use, and where it wants some.</summary>
public static partial class WordRules
{
    // They say nothing of what a thing is.
    private static readonly string[] Empty =
        ["Manager", "Helper", "Util", "Utility", "Utilities", "Handler", "Processor", "Info", "Data", "Dto", "Base", "Common", "Shared",
            "Misc", "Service"];

    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    /// <summary>Types, components and folders with an empty word in their name. AWS
    /// calls its services so, and the emulator follows.</summary>
    public static IEnumerable<string> Names(SourceFile file) =>
        file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text)
            .Concat(file.IsRazor ? [file.Name] : [])
            .Concat(file.Folder.Split('/'))
            .SelectMany(name => PascalWords().Matches(name).Select(word => (Name: name, Word: word.Value)))
            .Where(part => Empty.Contains(part.Word) || (part.Word.EndsWith('s') && Empty.Contains(part.Word[..^1])))
            .Where(part => !(part.Word.StartsWith("Service", StringComparison.Ordinal) && file.Lies("FsxPortal/Emulator")))
            .Select(part => $"{file.Path}: the name {part.Name} says nothing with '{part.Word}'");

    /// <summary>Public types without a word on what they are for. Parts of a type may have it in any of their files.</summary>
    public static IEnumerable<string> Summaries(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
                .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Where(member =>
                    member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(part => part is not BaseNamespaceDeclarationSyntax)
                        .All(IsPublic))
                .Select(member => (file.Path, Name: FullName(member), HasSummary: HasSummary(member))))
            .GroupBy(type => type.Name)
            .Where(parts => !parts.Any(part => part.HasSummary))
            .Select(parts => $"{parts.First().Path}: the public type {parts.Key} has no summary");

    public static IEnumerable<string> Unwanted(SourceFile file) =>
        file.Lines.Index().SelectMany(line => Wrong(line.Item).Select(what => $"{file.Path}({line.Index + 1}): {what}"))
            .Concat(file.Root.DescendantTrivia().Where(IsCode).Select(comment => $"{file.Path}: commented-out code: {comment}"))
            .Concat(file.Root.Usings.Where(directive =>
                directive.GlobalKeyword != default && directive.ToString().Contains("FsxPortal", StringComparison.Ordinal))
                .Select(directive => $"{file.Path}: a global using hides who imports whom: {directive}"));

    /// <summary>Instants that Core writes into a text in a form of its own, so that
    /// no page could show them by the visitor's clock.</summary>
    public static IEnumerable<string> Moments(SourceFile file) =>
        !file.Lies("FsxPortal.Core") || file.Path.EndsWith("/Moments.cs", StringComparison.Ordinal)
        ? []
        : file.Lines.Index().Where(line => OwnMoment().IsMatch(line.Item))
            .Select(line => $"{file.Path}({line.Index + 1}) writes an instant by itself; Moments.Text does");

    private static IEnumerable<string> Wrong(string line)
    {
        foreach (var word in Unfinished.Where(word => Regex.IsMatch(line, $@"\b{word}\b")))
        {
            yield return $"{word}: finish it or leave it out";
        }

        if (line.TrimStart().StartsWith("#" + "region", StringComparison.Ordinal))
        {
            yield return "a region hides what would better be shorter";
        }
    }

    private static bool IsCode(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && CodeEnd().IsMatch(trivia.ToString());

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Parent is InterfaceDeclarationSyntax;

    private static bool HasSummary(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia()
            .Any(trivia =>
                trivia.GetStructure() is DocumentationCommentTriviaSyntax text
                    && text.ToString().Contains("<summary>", StringComparison.Ordinal));

    private static string FullName(MemberDeclarationSyntax member) =>
        string.Join('.', member.AncestorsAndSelf().Reverse().Select(node => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax type => type.Identifier.Text + type.TypeParameterList,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    }).Where(name => name is not null));

    [GeneratedRegex("[A-Z][a-z0-9]+|[A-Z]+(?![a-z])")]
    private static partial Regex PascalWords();

    [GeneratedRegex(@"HH:mm(:ss)?(\}| ')\s*UTC")]
    private static partial Regex OwnMoment();

    [GeneratedRegex(@"(;|\{|\}|\)\s*=>)\s*$")]
    private static partial Regex CodeEnd();
}
