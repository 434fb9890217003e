using FsxPortal.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FsxPortal.Tests.House;

/// <summary>A file of the source tree: its path from the root, with slashes, and its text.</summary>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>All files people write, in all projects.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Repository.Files(".cs", ".razor")
        .Select(path => new SourceFile(path, Repository.Read(path)))];

    public bool IsRazor => Path.EndsWith(".razor", StringComparison.Ordinal);

    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>Its name without folder and endings.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..].Split('.')[0];

    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>Its syntax; empty for markup.</summary>
    public CompilationUnitSyntax Root => _root ??= CSharpSyntaxTree.ParseText(IsRazor ? "" : Text).GetCompilationUnitRoot();

    private CompilationUnitSyntax? _root;

    public bool Lies(string folder) => Path.StartsWith($"{folder}/", StringComparison.Ordinal);
}
