using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Inspections;

/// <summary>Says what it means that restore points end sooner than they were promised.</summary>
internal static class CutEffects
{
    /// <summary>What an edit means, or the approval of what waits for one.</summary>
    /// <param name="previews">Foretells it.</param>
    /// <param name="scope">What whoever asks may see.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApprovalOutdatedException">It would end others than those that were shown.</exception>
    public static async Task<ApprovalEffect> OfAsync(PolicyPreviews previews, Scope scope, ApprovalWish wish, CancellationToken cancel)
    {
        var preview = wish.Document is { } document
            ? await previews.ReadAsync(scope, document, wish.Id, RetentionChange.Approved, cancel)
            : await previews.PendingAsync(scope, wish.Id, cancel);
        if (preview.Digest != wish.Digest)
        {
            throw Outdated();
        }

        var going = preview.Deletions.Count(deletion => deletion.ByEdit);
        return new ApprovalEffect(
            [.. preview.Cuts.Select(cut => cut.ToString()), .. Going(going), .. Later(preview.Later.Count)],
            preview.Stock.FileSystems, preview.Stock.Backups + preview.Stock.Copies, going);
    }

    /// <summary>The refusal of what would end others than those that were shown.</summary>
    public static ApprovalOutdatedException Outdated() =>
        new("Other restore points would end sooner than those that were shown: some have come or gone meanwhile. Look at them again.");

    private static IEnumerable<string> Going(int count) => count switch
    {
        0 => [],
        1 => ["The next retention pass deletes one restore point because of it."],
        _ => [$"The next retention pass deletes {count} restore points because of it."],
    };

    private static IEnumerable<string> Later(int count) => count switch
    {
        0 => [],
        1 => ["One more goes as soon as nothing else keeps it."],
        _ => [$"{count} more go as soon as nothing else keeps them."],
    };
}
