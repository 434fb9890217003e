using System.Text;

namespace FsxPortal.Core.Domain;

/// <summary>Says which texts can be kept. PostgreSQL keeps none with a NUL, and no database keeps half a character.</summary>
public static class PlainText
{
    /// <summary>Why a text can't be kept; none if it can.</summary>
    public static string? Refusal(string? text) => text is null ? null
        : text.Contains('\0', StringComparison.Ordinal) ? "It contains the character U+0000, which cannot be kept. Type it anew."
        : HasHalves(text) ? "It contains half a character, which cannot be kept. Type it anew."
        : null;

    /// <summary>Why a text is no name of one line; none if it is.</summary>
    public static string? LineRefusal(string? text) =>
        Refusal(text)
            ?? (text?.Any(char.IsControl) == true ? "It contains a line break or another control character. Leave it out." : null);

    /// <summary>Refuses what somebody looks for, if no database could look for it.</summary>
    /// <param name="path">Where it was typed.</param>
    /// <param name="text">What was typed.</param>
    /// <exception cref="InvalidInputException">It can't be kept, and so is nowhere.</exception>
    public static void Demand(string path, string? text)
    {
        if (Refusal(text) is { } refusal)
        {
            throw new InvalidInputException([new Problem(path, refusal)]);
        }
    }

    private static bool HasHalves(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }
}
