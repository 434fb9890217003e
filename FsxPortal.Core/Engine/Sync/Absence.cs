using FsxPortal.Core.Aws;

namespace FsxPortal.Core.Engine.Sync;

/// <summary>Asks AWS by name for what a listing lacks.</summary>
/// <remarks>A listing that broke off, or is old, proves nothing: gone is only what AWS says so of.</remarks>
internal static class Absence
{
    // A listing that lacks so much of what exists is no good: the rest need not be asked for.
    private const int ProofOfGap = 10;

    /// <summary>Finds what is gone among what was not listed.</summary>
    /// <param name="listing">What was listed, for people.</param>
    /// <param name="absent">What the listing lacks.</param>
    /// <param name="isGone">Asks AWS.</param>
    /// <returns>What is gone, and what kept the portal from asking for all of it, in words.</returns>
    public static async Task<(IReadOnlyList<T> Gone, string? Trouble)> ConfirmAsync<T>(
        string listing, IEnumerable<T> absent, Func<T, Task<bool>> isGone)
    {
        var gone = new List<T>();
        var there = 0;
        string? trouble = null;
        foreach (var item in absent)
        {
            try
            {
                if (await isGone(item))
                {
                    gone.Add(item);
                }
                else if (++there == ProofOfGap)
                {
                    return (gone,
                        $"AWS listed {listing} incompletely: at least {ProofOfGap} that it left out exist. They are looked for again by "
                            + $"the next synchronisation.");
                }
            }
            catch (AwsFault fault)
            {
                trouble ??= fault.Message;
                if (fault.IsPassing)
                {
                    break;
                }
            }
        }

        return (gone, trouble);
    }
}
