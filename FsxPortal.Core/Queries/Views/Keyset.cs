using System.Buffers.Text;
using System.Globalization;
using System.Text;
using FsxPortal.Core.Domain;

namespace FsxPortal.Core.Queries.Views;

/// <summary>Where a page ended: the sort key and the id of its last item.</summary>
internal sealed record Keyset(string Key, Guid Id) : IComparable<Keyset>
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The key as an instant or a number.</summary>
    public long Number => long.TryParse(Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong();

    /// <summary>The key as an instant.</summary>
    public DateTimeOffset Instant => Number <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(Number, TimeSpan.Zero) : throw Wrong();

    /// <summary>Where the page before <paramref name="request"/> ended; none for the first page.</summary>
    /// <exception cref="InvalidInputException">The limit is out of range, or the cursor is not one of ours.</exception>
    public static Keyset? Read(PageRequest request)
    {
        if (request.Limit is < 1 or > PageRequest.MaxLimit)
        {
            throw new InvalidInputException([new Problem("limit", $"The limit is a number from 1 to {PageRequest.MaxLimit}.")]);
        }

        return string.IsNullOrEmpty(request.Cursor) ? null : Decode(request.Cursor);
    }

    /// <summary>Cuts one page from <paramref name="rows"/>, of which one more than the limit was read.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, PageRequest request, Func<T, Keyset> end) =>
        new([.. rows.Take(request.Limit)], rows.Count > request.Limit ? end(rows[request.Limit - 1]).Encode() : null);

    /// <summary>The place of something that is sorted by an instant.</summary>
    public static Keyset At(DateTimeOffset instant, Guid id) => At(instant.UtcTicks, id);

    /// <summary>The place of something that is sorted by a number.</summary>
    public static Keyset At(long number, Guid id) => new(number.ToString(CultureInfo.InvariantCulture), id);

    /// <inheritdoc/>
    public int CompareTo(Keyset? other) => other is null ? 1
        : string.CompareOrdinal(Key, other.Key) is var order && order != 0 ? order : Id.CompareTo(other.Id);

    /// <summary>The cursor that leads here.</summary>
    public string Encode() => Base64Url.EncodeToString(Utf8.GetBytes($"{Id:N}{Key}"));

    private static Keyset Decode(string cursor)
    {
        try
        {
            var text = Utf8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.Length >= 32 && PlainText.Refusal(text) is null && Guid.TryParseExact(text[..32], "N", out var id)
                ? new Keyset(text[32..], id) : throw Wrong();
        }
        catch (Exception garbled) when (garbled is FormatException or ArgumentException)
        {
            throw Wrong();
        }
    }

    /// <summary>The refusal of a cursor.</summary>
    public static InvalidInputException Wrong() =>
        new([new Problem("cursor", "The cursor is not one this list gave out. Start again without it.")]);
}
