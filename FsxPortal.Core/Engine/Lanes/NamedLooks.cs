using System.Collections.Concurrent;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Pass;

namespace FsxPortal.Core.Engine.Lanes;

/// <summary>Asks AWS by name for jobs and recovery points that its listings do not show.</summary>
/// <remarks>
/// A listing may be old, or AWS may date its jobs by another clock. So many are asked for in a pass and no more: whoever was asked for
/// longest ago comes first. That is remembered by this process alone; after a restart all begin anew.
/// </remarks>
public sealed class NamedLooks(JobGateway jobs, VaultGateway vaults)
{
    /// <summary>What is new may not be listed yet.</summary>
    private static readonly TimeSpan ListingLag = TimeSpan.FromMinutes(5);

    private const int MostInAPass = 25;

    private readonly ConcurrentDictionary<string, Turns> _turns = new();

    /// <summary>Asks for jobs that are in flight and not listed.</summary>
    public Task FindJobsAsync(LanePass pass, CancellationToken cancel) => AskAsync(
        pass, "jobs", run => run is { IsInFlight: true, JobId: { } id } && !pass.Seen.Jobs.ContainsKey(id)
            && (run.AcceptedAt ?? run.IntentAt) < pass.Now - ListingLag, async run =>
        {
            if (await jobs.FindAsync(pass.Account, pass.Region, run.Kind, run.JobId!, cancel) is not { } job)
            {
                return run.JobId;
            }

            pass.Seen.Jobs[job.Id] = job;
            return null;
        });

    /// <summary>Asks for recovery points of complete jobs that are not listed.</summary>
    public Task FindPointsAsync(LanePass pass, CancellationToken cancel) => AskAsync(
        pass, "points", run => run is { AwaitsPoint: true, RecoveryPointArn: { } arn } && run.AwaitsSince < pass.Now - ListingLag
            && pass.Seen.ListedVaults.Contains(run.VaultArn) && !pass.Seen.Points.ContainsKey(arn) && !pass.Seen.Lost.Contains(arn),
        async run =>
        {
            if (await vaults.FindAsync(pass.Account, Arn.Parse(run.VaultArn), run.RecoveryPointArn!, cancel) is not { } point)
            {
                return run.RecoveryPointArn;
            }

            pass.Seen.Points[point.Arn] = point;
            return null;
        });

    // What AWS does not answer for one item keeps none of the others from going on.
    private async Task AskAsync(LanePass pass, string what, Func<AwsJobRun, bool> isUnseen, Func<AwsJobRun, Task<string?>> findLost)
    {
        var turns = _turns.GetOrAdd($"{Lane.Of(pass.Account.AwsAccountId, pass.Region)} {what}", _ => new Turns());
        var unseen = pass.Tasks.SelectMany(task => task.Runs).Where(isUnseen).ToList();
        foreach (var run in turns.Of(unseen, MostInAPass - pass.Seen.AskedByName.Count))
        {
            if (!pass.Seen.AskedByName.Add(run.Id))
            {
                continue;
            }

            try
            {
                if (await findLost(run) is { } lost)
                {
                    pass.Seen.Lost.Add(lost);
                }
            }
            catch (AwsFault fault) when (fault.IsPassing)
            {
                return;
            }
            catch (AwsFault)
            {
                // The deadline ends it.
            }
        }
    }

    /// <summary>Who was asked for when, counted and not dated: clocks may go back.</summary>
    private sealed class Turns
    {
        private readonly Dictionary<Guid, long> _last = [];
        private long _turn;

        public IReadOnlyList<AwsJobRun> Of(IReadOnlyList<AwsJobRun> unseen, int most)
        {
            foreach (var seen in _last.Keys.Except(unseen.Select(run => run.Id)).ToList())
            {
                _last.Remove(seen);
            }

            List<AwsJobRun> chosen = [.. unseen.OrderBy(run => _last.GetValueOrDefault(run.Id)).Take(most)];
            chosen.ForEach(run => _last[run.Id] = ++_turn);
            return chosen;
        }
    }
}
