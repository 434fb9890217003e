namespace FsxPortal.Core.Aws;

/// <summary>Reads a paged listing to its end.</summary>
internal static class Listing
{
    /// <summary>Calls <paramref name="page"/> until no token is left.</summary>
    /// <exception cref="AwsFault">A token came twice: the listing can't be complete and must not be judged.</exception>
    public static async Task<List<T>> ReadAsync<T>(string what, Func<string?, Task<(List<T>? Items, string? Next)>> page)
    {
        var all = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var (items, next) = await page(token);
            all.AddRange(items ?? []);
            token = string.IsNullOrEmpty(next) ? null : next;
            if (token is not null && !seen.Add(token))
            {
                throw new AwsFault(FaultKind.Unreachable, $"AWS repeated a page while asked to {what}: the list is incomplete and is read again later.", null);
            }
        }
        while (token is not null);

        return all;
    }
}
