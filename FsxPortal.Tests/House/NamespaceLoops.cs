namespace FsxPortal.Tests.House;

/// <summary>Finds namespaces that reach each other.</summary>
public static class NamespaceLoops
{
    /// <summary>Each arrow that is part of a loop, with the shortest way back to its start.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Use> uses)
    {
        var arrows = uses.Select(use => (From: ImportTable.NamespaceOf(use.From), To: ImportTable.NamespaceOf(use.To), Use: use))
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
