using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator.Services;

/// <summary>Cuts lists into pages. A token names the last item by its key, so items that come or go move no page.</summary>
public static class Paging
{
    /// <summary>One page of <paramref name="items"/>, which are in the order of their numbers.</summary>
    /// <param name="call">Whose request it is; the token fits no other question.</param>
    /// <param name="items">All items.</param>
    /// <param name="number">The number of an item; it grows.</param>
    /// <param name="size">The most items of this page.</param>
    /// <param name="token">Where the last page ended.</param>
    public static (List<T> Page, string? Next) Cut<T>(Call call, IEnumerable<T> items, Func<T, long> number, int size, string? token) =>
        Cut(call, items, item => number(item).ToString("D19", CultureInfo.InvariantCulture), size, token);

    /// <summary>One page of <paramref name="items"/>, which are in the ordinal order of their keys.</summary>
    /// <param name="call">Whose request it is; the token fits no other question.</param>
    /// <param name="items">All items.</param>
    /// <param name="key">What tells an item from all others.</param>
    /// <param name="size">The most items of this page.</param>
    /// <param name="token">Where the last page ended.</param>
    public static (List<T> Page, string? Next) Cut<T>(Call call, IEnumerable<T> items, Func<T, string> key, int size, string? token)
    {
        var question = Question(call);
        var after = token is null ? null : Read(call, token, question);
        var page = items.SkipWhile(item => string.CompareOrdinal(key(item), after) <= 0).Take(size + 1).ToList();
        if (page.Count <= size)
        {
            return (page, null);
        }

        page.RemoveAt(size);
        return (page, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{question}:{key(page[^1])}")));
    }

    /// <summary>What comes after the last page, found without a look at what comes before.
    /// Whether the token is right is for <c>Cut</c> to say.</summary>
    public static IEnumerable<T> After<T>(SortedList<long, T> all, string? token)
    {
        var first = token is not null && Parts(token) is [_, var text]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? IndexAfter(all.Keys, last) : 0;
        return Enumerable.Range(first, all.Count - first).Select(index => all.Values[index]);
    }

    private static int IndexAfter(IList<long> numbers, long last)
    {
        var (low, high) = (0, numbers.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = numbers[middle] <= last ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string Question(Call call)
    {
        var asked = new JsonObject(
            call.Members.Where(pair => !IsPaging(pair.Key) && !Call.IsOurs(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var text = $"{call.Lane}/{call.Operation}/{asked.ToJsonString()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static bool IsPaging(string name) => name is "nextToken" or "NextToken" or "maxResults" or "MaxResults" or "Marker" or "Limit";

    private static string Read(Call call, string token, string question) =>
        Parts(token) is [var asked, var key] && asked == question ? key : throw call.Refuse("The pagination token is not valid.");

    private static string[] Parts(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split(':', 2);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
