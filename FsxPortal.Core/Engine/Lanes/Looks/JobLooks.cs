using System.Collections.Concurrent;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Lanes.Looks;

/// <summary>Remembers how the jobs of a lane stood when they were listed, until they are to be listed again.</summary>
/// <remarks>
/// A lane is woken for many reasons, and most of them say nothing of its jobs. Only the process that has made the pass right before
/// remembers: whoever comes after another node, a restart or a pass that failed lists anew.
/// </remarks>
public sealed class JobLooks(Clocks clocks)
{
    // As many copies as tell how long one takes.
    private const int Sample = 20;

    // What is all but due is done at once, not a moment later once more.
    private const double Due = 0.9;

    private readonly ConcurrentDictionary<(string Lane, JobKind Kind), Look> _looks = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<AwsJob>> _copies = new(StringComparer.Ordinal);

    /// <summary>The jobs of a kind as they were last listed; none if they have to be listed now.</summary>
    public IReadOnlyList<AwsJob>? Last(LanePass pass, JobKind kind) =>
        Before(pass, kind) is { } look && clocks.Since(look.Stamp) < look.Pause * Due ? look.Jobs : null;

    /// <summary>Notes that the jobs of a kind were listed, and learns how long copies took, by nobody's clock but AWS's.</summary>
    public void Listed(LanePass pass, JobKind kind, IReadOnlyList<AwsJob> jobs)
    {
        pass.Seen.ListedJobs.Add(kind);
        var copies = jobs.Where(job => job is { SourceRecoveryPointArn: not null, State: AwsJobState.Completed });
        foreach (var ended in copies.Where(job => job.EndedAt > job.CreatedAt).GroupBy(job => DestinationOf(job.VaultArn)))
        {
            _copies[ended.Key] = [.. _copies.GetValueOrDefault(ended.Key, []).Concat(ended).DistinctBy(job => job.Id)
                .OrderByDescending(job => job.EndedAt).Take(Sample)];
        }
    }

    /// <summary>How long the last copies to a lane took.</summary>
    public IReadOnlyCollection<TimeSpan> DurationsOf(string destination) =>
        [.. _copies.GetValueOrDefault(destination, []).Select(job => job.EndedAt!.Value - job.CreatedAt)];

    /// <summary>Keeps what the pass has seen of a kind until its next look, which a pass that has not listed does not put off.</summary>
    /// <returns>After what time that is.</returns>
    public TimeSpan Keep(LanePass pass, JobKind kind, TimeSpan pause)
    {
        var left = pass.Seen.ListedJobs.Contains(kind) || Before(pass, kind) is not { } last ? pause
            : last.Pause - clocks.Since(last.Stamp);
        left = left < pause ? left : pause;
        var followed = pass.Tasks.SelectMany(task => task.Runs).Where(run => run.Kind == kind && run.IsInFlight)
            .Select(run => pass.Seen.Jobs.GetValueOrDefault(run.JobId ?? "")).OfType<AwsJob>();
        _looks[(LaneOf(pass), kind)] = new Look(pass.Epoch, clocks.Stamp(), left, [.. followed]);
        return left;
    }

    private Look? Before(LanePass pass, JobKind kind) =>
        _looks.TryGetValue((LaneOf(pass), kind), out var look) && look.Epoch == pass.Epoch - 1 ? look : null;

    private static string LaneOf(LanePass pass) => Lane.Of(pass.Account.AwsAccountId, pass.Region);

    private static string DestinationOf(string vaultArn)
    {
        var arn = Arn.Parse(vaultArn);
        return Lane.Of(arn.Account, arn.Region);
    }

    private sealed record Look(long Epoch, long Stamp, TimeSpan Pause, IReadOnlyList<AwsJob> Jobs);
}
