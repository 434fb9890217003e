using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FsxPortal.Tests.House;

/// <summary>Where a thing lies says what it belongs to, and no two rooms reach each other.</summary>
public static class RoomRules
{
    // The clients of AWS have the namespaces of the official packages; the benchmarks are a program of their own.
    private static readonly string[] Elsewhere = ["FsxPortal.Core/AwsSdk", "FsxPortal.Tests/Benchmarks"];

    private static readonly string[] ReadOnly = ["FsxPortal.Core/Queries", "FsxPortal.Core/Inspections"];
    private static readonly string[] Writing = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "BeginTransaction"];

    // Of our own types, nouns of the domain among them.
    private const int MostOthers = 30;

    // Those that know more, and how many: an orchestra has a conductor.
    private static readonly Dictionary<string, int> Knowing = new()
    {
        ["FsxPortal.Setup.Composition.CoreSetup"] = 54, // It wires everything.
        ["FsxPortal.Pages.Policies.PolicyEditor"] = 15, // An editor shows and saves all that a policy is.
        ["FsxPortal.Core.Inspections.PolicyPreviews"] = 15, // It foretells everything a policy does.
        ["FsxPortal.Core.Queries.SessionQuery"] = 8, // One view for each thing that is shown of a session.
        ["FsxPortal.Pages.Overview.Overview"] = 11, // The first page has a part for everything.
        ["FsxPortal.Core.Commands.SessionCommands"] = 4, // It starts, stops and synchronises.
        ["FsxPortal.Pages.Sessions.SessionDetail"] = 2, // Facts, tasks and log of a session.
    };

    /// <summary>Files whose namespace is not the path of their folder.</summary>
    public static IEnumerable<string> Namespaces(SourceFile file)
    {
        var expected = file.Folder.Replace('/', '.');
        return Elsewhere.Any(file.Lies)
            ? []
            : file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString())
                .Where(space => space != expected)
                .Select(space => $"{file.Path} has the namespace {space}; its folder is {expected}");
    }

    /// <summary>Calls that change a database, in rooms that only read.</summary>
    public static IEnumerable<string> Writes(SourceFile file) => !ReadOnly.Any(file.Lies)
        ? []
        : file.Root.DescendantTokens()
        .Where(token => token.ValueText is var word && Array.Exists(Writing, verb => word.StartsWith(verb, StringComparison.Ordinal)))
            .Select(token => $"{file.Path} only reads, and says {token.ValueText}");

    /// <summary>Sessions that are ended anywhere but in the one place that writes down what belongs to an end.</summary>
    public static IEnumerable<string> Ends(SourceFile file) =>
        file.Path.StartsWith("FsxPortal.Tests/", StringComparison.Ordinal)
            || file.Path.EndsWith("/SessionEnds.cs", StringComparison.Ordinal)
        ? []
        : file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "End" }
                && call.ArgumentList.Arguments is [{ Expression: MemberAccessExpressionSyntax state }, ..]
                && state.Expression is IdentifierNameSyntax { Identifier.ValueText: "SessionState" })
            .Select(call => $"{file.Path} ends a session by itself: {call}");

    /// <summary>Types that name many others: they do too much, or stand between others that could talk themselves.</summary>
    public static IEnumerable<string> FanOut(IEnumerable<Use> uses) =>
        from type in uses.GroupBy(use => use.From, use => use.To)
        let others = type.Distinct().Count()
        where others > MostOthers + Knowing.GetValueOrDefault(type.Key)
        orderby others descending
        select $"{type.Key} names {others} others; {MostOthers} are allowed";

    /// <summary>Each arrow that is part of a loop, with the shortest way back to its start.</summary>
    /// <param name="uses">Who names whom.</param>
    /// <param name="depth">How many parts of a namespace tell one room from another; what lies deeper counts as part of it.</param>
    public static IReadOnlyList<string> Loops(IEnumerable<Use> uses, int depth = int.MaxValue)
    {
        string Room(string type) => string.Join('.', ImportTable.NamespaceOf(type).Split('.').Take(depth));
        var arrows = uses.Select(use => (From: Room(use.From), To: Room(use.To), Use: use))
            .Where(arrow => arrow.From != arrow.To)
            .ToList();
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        return
        [
            .. from arrow in arrows.DistinctBy(arrow => (arrow.From, arrow.To))
               let back = Way(next, arrow.To, arrow.From)
               where back is not null
               select $"{arrow.From} -> {string.Join(" -> ", back)} ({arrow.Use.From} uses {arrow.Use.To})",
        ];
    }

    // Breadth first, so that the first way found is the shortest.
    private static List<string>? Way(ILookup<string, string> next, string from, string to)
    {
        var ways = new Queue<List<string>>([[from]]);
        var seen = new HashSet<string> { from };
        while (ways.TryDequeue(out var way))
        {
            if (way[^1] == to)
            {
                return way;
            }

            foreach (var step in next[way[^1]].Where(seen.Add))
            {
                ways.Enqueue([.. way, step]);
            }
        }

        return null;
    }
}
