namespace FsxPortal.Core.Aws;

/// <summary>Reads a paged listing to its end.</summary>
internal static class Listing
{
    // Ten million items: what goes on after that has no end.
    private const int MostPages = 10_000;

    /// <summary>Calls <paramref name="page"/> until no token is left.</summary>
    /// <param name="what">What AWS is asked to do, for people.</param>
    /// <param name="key">What tells an item from all others. One that comes again is
    /// taken once, as it came last; one without a key is left out.</param>
    /// <param name="page">Reads the page of a token.</param>
    /// <exception cref="AwsFault">A token came twice, or there is no end: the listing can't be complete and must not be judged.</exception>
    public static async Task<List<T>> ReadAsync<T>(
        string what, Func<T, string?> key, Func<string?, Task<(List<T>? Items, string? Next)>> page)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var (items, next) = await page(token);
            Take(items ?? [], key, places, all);
            token = string.IsNullOrEmpty(next) ? null : next;
            if (token is not null && (!seen.Add(token) || seen.Count >= MostPages))
            {
                throw new AwsFault(
                    FaultKind.Unreachable,
                    $"AWS repeated a page, or found no end, while asked to {what}: the list is incomplete and is read again later.", null);
            }
        }
        while (token is not null);

        return all;
    }

    private static void Take<T>(List<T> items, Func<T, string?> key, Dictionary<string, int> places, List<T> all)
    {
        foreach (var item in items)
        {
            if (key(item) is not { } name)
            {
                continue;
            }

            if (places.TryAdd(name, all.Count))
            {
                all.Add(item);
            }
            else
            {
                all[places[name]] = item;
            }
        }
    }
}
