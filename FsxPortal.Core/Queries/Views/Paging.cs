namespace FsxPortal.Core.Queries.Views;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">The cursor of the next page; none on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Limit">The most items, 1 to 500.</param>
/// <param name="Cursor">Where the last page ended; none for the first.</param>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, string? Cursor = null)
{
    /// <summary>The size of a page where none is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The largest page.</summary>
    public const int MaxLimit = 500;
}

/// <summary>Pages of lists that are read as a whole because they are short.</summary>
public static class ShortList
{
    /// <summary>Cuts the wanted page out of <paramref name="all"/>, in the order of <paramref name="key"/>.</summary>
    /// <remarks>A page begins behind the place where the last one ended, whether what was there is still there or not.</remarks>
    public static Page<T> Cut<T>(IEnumerable<T> all, PageRequest request, Func<T, string> key, Func<T, Guid> id)
    {
        var after = Keyset.Read(request);
        var rest = all.Select(item => (Item: item, End: new Keyset(key(item), id(item))))
            .Where(row => after is null || row.End.CompareTo(after) > 0).OrderBy(row => row.End).Take(request.Limit + 1).ToList();
        var page = Keyset.Cut(rest, request, row => row.End);
        return new Page<T>([.. page.Items.Select(row => row.Item)], page.Next);
    }
}
