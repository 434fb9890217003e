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
    /// <summary>Cuts the wanted page out of <paramref name="all"/>.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> all, PageRequest request, Func<T, Guid> id)
    {
        var start = Keyset.Read(request) is { } after ? 1 + Find(all, after, id) : 0;
        return Keyset.Cut([.. all.Skip(start).Take(request.Limit + 1)], request, item => new Keyset("", id(item)));
    }

    private static int Find<T>(IReadOnlyList<T> all, Keyset after, Func<T, Guid> id)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (id(all[i]) == after.Id)
            {
                return i;
            }
        }

        throw Keyset.Wrong();
    }
}
