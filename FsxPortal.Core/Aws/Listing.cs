namespace FsxPortal.Core.Aws;

/// <summary>An item of a listing that is not understood, and is left alone.</summary>
/// <param name="Key">What AWS calls it; none if it has no name.</param>
/// <param name="Text">What is wrong with it, for people.</param>
public sealed record OddItem(string? Key, string Text);

/// <summary>A listing that was read to its end.</summary>
/// <param name="Items">What was understood, each item once.</param>
/// <param name="Odd">What was not.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, IReadOnlyList<OddItem> Odd);

/// <summary>Reads a paged listing to its end.</summary>
/// <remarks>Whatever AWS lists comes in through here, each item once, and only if it is understood.</remarks>
internal static class Listing
{
    // Ten million items: what goes on after that has no end.
    private const int MostPages = 10_000;

    /// <summary>Calls <paramref name="page"/> until no token is left.</summary>
    /// <param name="what">What AWS is asked to do, for people.</param>
    /// <param name="key">What tells an item from all others. One that comes again is taken once, as it came last.</param>
    /// <param name="page">Reads the page of a token.</param>
    /// <param name="understand">Turns an item into ours. A <see cref="FormatException"/> says what is wrong with it: such an item is odd,
    /// and keeps none of the others from being read.</param>
    /// <exception cref="AwsFault">A token came twice, or there is no end: the listing can't be complete and must not be judged.</exception>
    public static async Task<Listed<T>> ReadAsync<TItem, T>(
        string what, Func<TItem, string?> key, Func<string?, Task<(List<TItem>? Items, string? Next)>> page, Func<TItem, T> understand)
    {
        var named = new OrderedDictionary<string, TItem>(StringComparer.Ordinal);
        var nameless = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var (items, next) = await page(token);
            nameless += Take(items ?? [], key, named);
            token = string.IsNullOrEmpty(next) ? null : next;
            if (token is not null && (!seen.Add(token) || seen.Count >= MostPages))
            {
                throw new AwsFault(
                    FaultKind.Unreachable,
                    $"AWS repeated a page, or found no end, while asked to {what}: the list is incomplete and is read again later.", null);
            }
        }
        while (token is not null);

        return Understand(what, named, nameless, understand);
    }

    private static int Take<T>(List<T> items, Func<T, string?> key, OrderedDictionary<string, T> named)
    {
        var nameless = 0;
        foreach (var item in items)
        {
            if (key(item) is { Length: > 0 } name)
            {
                named[name] = item;
            }
            else
            {
                nameless++;
            }
        }

        return nameless;
    }

    private static Listed<T> Understand<TItem, T>(
        string what, OrderedDictionary<string, TItem> named, int nameless, Func<TItem, T> understand)
    {
        var (understood, odd) = (new List<T>(named.Count), new List<OddItem>());
        foreach (var (name, item) in named)
        {
            try
            {
                understood.Add(understand(item));
            }
            catch (FormatException wrong)
            {
                odd.Add(new OddItem(name, $"What AWS says of {name} is not understood: {wrong.Message} It is left alone."));
            }
        }

        if (nameless > 0)
        {
            odd.Add(new OddItem(null, $"AWS was asked to {what} and listed {nameless} without a name. They are left alone."));
        }

        return new Listed<T>(understood, odd);
    }
}
