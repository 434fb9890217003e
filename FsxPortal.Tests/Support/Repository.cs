namespace FsxPortal.Tests.Support;

/// <summary>The source tree the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The projects whose sources the rules of the house cover.</summary>
    public static IReadOnlyList<string> Projects { get; } = ["FsxPortal.Core", "FsxPortal", "FsxPortal.Tests"];

    /// <summary>Paths of the files of all projects with one of <paramref name="extensions"/>, relative to the root, with slashes.</summary>
    public static IEnumerable<string> Files(params string[] extensions) =>
        Projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => Array.Exists(extensions, extension => path.EndsWith(extension, StringComparison.Ordinal)))
            .Where(path =>
                !Array.Exists(
                    ["/bin/", "/obj/", "/node_modules/", "/wwwroot/", "/Migrations/"], part =>
                        path.Contains(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "FsxPortal.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the source tree."));
}
