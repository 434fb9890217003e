using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Components.Lists;

/// <summary>A list that is shown in portions, and read again as far as it was shown.</summary>
/// <param name="portion">How many items more are shown at a time.</param>
public sealed class GrowingList<T>(int portion)
{
    private int _portions = 1;

    /// <summary>What is shown; none before the first read.</summary>
    public IReadOnlyList<T>? Items { get; private set; }

    /// <summary>Whether there is more than is shown.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Wants one portion more at the next read.</summary>
    public void Grow() => _portions++;

    /// <summary>Wants a single portion again, as after a change of the filter.</summary>
    public void Shrink() => _portions = 1;

    /// <summary>Reads as many portions as are wanted.</summary>
    public async Task ReadAsync(Func<PageRequest, CancellationToken, Task<Page<T>>> read, CancellationToken cancel)
    {
        var items = new List<T>();
        string? cursor = null;
        var wanted = _portions * portion;
        do
        {
            var page = await read(new PageRequest(Math.Min(wanted - items.Count, PageRequest.MaxLimit), cursor), cancel);
            items.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null && items.Count < wanted);

        Items = items;
        HasMore = cursor is not null;
    }
}
