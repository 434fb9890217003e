using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Core.Inspections;

/// <summary>Says what a policy document would do if it were saved, and saves nothing.</summary>
/// <remarks>The same functions decide here and in the engine: what is shown is what happens, as long as AWS stays as it is.</remarks>
public sealed class PolicyPreviews(ScopedReads reads, IOptions<EngineOptions> options, Clocks clocks)
{
    private const int MostRuns = 50;
    private const int Months = 24;

    /// <summary>Says what is wrong with a document; nothing if it can be saved.</summary>
    public async Task<IReadOnlyList<Problem>> ValidateAsync(Scope scope, PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        return await PolicyInspection.ProblemsAsync(db, document, id, cancel);
    }

    /// <summary>Looks ahead.</summary>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="document">What would be saved.</param>
    /// <param name="id">The policy it would replace; none for a new one.</param>
    /// <param name="retention">What a new retention would mean for restore points that exist.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidInputException">Every wrong field of the document.</exception>
    public async Task<PolicyPreview> ReadAsync(
        Scope scope, PolicyDocument document, Guid? id, RetentionChange retention, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        await PolicyInspection.DemandValidAsync(db, document, id, cancel);
        var isApproved = retention != RetentionChange.NewPoints;
        var all = await db.Policies.AsNoTracking().ToListAsync(cancel);
        var saved = all.Find(policy => policy.Id == id)?.Document;
        var overdue = new OverduePoints(db, id ?? Guid.Empty, DailyRetention.After(clocks.Now, options.Value.TimeZone));
        var before = (await ForeseeAsync(db, id, overdue, all, null, false, cancel)).Select(gone => gone.RestorePointId).ToHashSet();
        var (policy, edit) = Edited(all, document, id, retention);
        var fileSystems = await db.FileSystems.AsNoTracking().Where(row => row.AwsAccount == document.Account).OrderBy(row => row.Name)
            .ToListAsync(cancel);
        List<Policy> others = [.. all.Where(other => other.Id != policy.Id), policy];
        var (covered, skipped) = PreviewedCoverage.Of(policy, others, fileSystems, PointTags.Count);
        var runs = RunsOf(policy, covered.Count);
        var going = (await ForeseeAsync(db, id, overdue, others, edit, isApproved, cancel))
            .ConvertAll(deletion => deletion with { ByEdit = !before.Contains(deletion.RestorePointId) });
        var found = isApproved && await FoundPoints.Of(db, policy.Id).AnyAsync(cancel) ? going : null;
        var deletions = going.FindAll(deletion => deletion.KeptBecause.Length == 0);
        var digest = await DigestAsync(db, policy, edit, others, fileSystems, found, cancel);
        var stocks = await StocksAsync(db, fileSystems, others, cancel);
        IReadOnlyList<PreviewedCut> cuts = digest is null ? [] : [.. PreviewedCut.Of(edit, saved)];
        return new PolicyPreview
        {
            Changes = saved is null ? [] : PolicyDifferences.Between(saved, document),
            Runs = runs,
            Covered = covered,
            Skipped = skipped,
            Deletions = deletions,
            Later = [.. going.Except(deletions)],
            Cuts = cuts,
            Stock = PreviewedStock.Of(stocks.Where(stock => stock.Owner?.Id == policy.Id)),
            Digest = digest,
            Warnings = [.. PolicyWarnings.Of(policy, saved, stocks, await db.Vaults.AsNoTracking().ToListAsync(cancel), clocks.Now)],
            Sentences = [.. PreviewSentences.Of(policy, runs, covered, skipped, deletions), .. cuts.Select(cut => cut.ToString())],
        };
    }

    // A policy that is yet to be created has made nothing.
    private async Task<List<PreviewedDeletion>> ForeseeAsync(
        PortalDb db, Guid? id, OverduePoints overdue, List<Policy> policies, RetentionEdit? edit, bool isApproved,
        CancellationToken cancel) =>
        id is null ? [] : [.. await new DeletionForecast(db, overdue, policies, edit, clocks.Now, isApproved).ReadAsync(cancel)];

    private List<PreviewedRun> RunsOf(Policy policy, int fileSystems) =>
    [
        .. Occurrences.Between(policy.Schedule, policy.Zone, clocks.Now, clocks.Now.AddMonths(Months)).Take(MostRuns)
            .Select(run => new PreviewedRun(run.Slot, run.Flags.ToLetters(), run.CopyFlags.ToLetters(), fileSystems)),
    ];

    private static async Task<IReadOnlyList<Stock>> StocksAsync(
        PortalDb db, List<FileSystem> fileSystems, List<Policy> policies, CancellationToken cancel)
    {
        var counts = await db.Protection.Select(row => new { row.FileSystemId, row.RestorePoints, row.Copies, row.LastCopyAt })
            .ToDictionaryAsync(row => row.FileSystemId, cancel);
        return [.. fileSystems.Select(fileSystem => counts.GetValueOrDefault(fileSystem.Id) is { } count
            ? new Stock(
                fileSystem, Assignment.Of(fileSystem, policies).Owner, count.RestorePoints - count.Copies, count.Copies, count.LastCopyAt)
            : new Stock(fileSystem, Assignment.Of(fileSystem, policies).Owner, 0, 0, null))];
    }

    /// <summary>What would end sooner, or go, if somebody approved what waits for it.</summary>
    public async Task<PolicyPreview> PendingAsync(Scope scope, Guid id, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.Policies, cancel);
        var policy = await db.Policies.AsNoTracking().SingleOrDefaultAsync(policy => policy.Id == id, cancel)
            ?? throw new NotFoundException("This policy does not exist. It may have been removed.");
        return await ReadAsync(scope, policy.Document, id, RetentionChange.Approved, cancel);
    }

    // None if nothing has to be approved.
    private static async Task<string?> DigestAsync(
        PortalDb db, Policy policy, RetentionEdit? edit, List<Policy> policies, List<FileSystem> fileSystems,
        List<PreviewedDeletion>? found, CancellationToken cancel)
    {
        if (edit?.Cuts is null && found is null)
        {
            return null;
        }

        var owned = fileSystems.Where(row => Assignment.Of(row, policies).Owner?.Id == policy.Id).Select(row => row.Id).ToHashSet();
        if (found is null
            && !(await db.Protection.Where(row => row.RestorePoints > 0).Select(row => row.FileSystemId).ToListAsync(cancel))
            .Exists(owned.Contains))
        {
            return null;
        }

        return await ShownSet.DigestAsync(db, policy.Id, edit, owned, (found ?? []).Select(deletion => deletion.RestorePointId), cancel);
    }

    private (Policy Policy, RetentionEdit? Edit) Edited(List<Policy> all, PolicyDocument document, Guid? id, RetentionChange retention)
    {
        if (id is null)
        {
            return (new Policy(clocks.NewId(), document, all.Select(policy => policy.Priority).DefaultIfEmpty().Max() + 1, clocks.Now),
                null);
        }

        var policy = all.Find(policy => policy.Id == id)
            ?? throw new NotFoundException("This policy does not exist. It may have been removed.");
        return (policy, policy.Change(document, clocks.Now, retention == RetentionChange.AskFirst ? RetentionChange.Approved : retention));
    }
}
