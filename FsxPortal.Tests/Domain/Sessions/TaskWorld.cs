using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

/// <summary>A task, the AWS it sees, and an engine in miniature that carries out what the machine decides.</summary>
internal sealed class TaskWorld
{
    private readonly Dictionary<string, AwsJob> _jobs = [];
    private readonly Dictionary<string, string> _jobOfToken = [];
    private readonly Dictionary<string, RecoveryPointFacts> _points = [];
    private readonly int _attempts;

    public TaskWorld(int attempts, params IEnumerable<string> copyRegions)
    {
        _attempts = attempts;
        Task = new BackupTask(Some.Id(10), Some.Id(11), Some.FileSystem().Id, Some.FileSystem().Arn, Some.FileSystem().Lane, Some.VaultArn);
        foreach (var (index, region) in copyRegions.Index())
        {
            Task.AddCopy(new TaskCopy(Some.Id(20 + index), Task.Id, Arn.Vault("aws", region, Some.Account, "portal-copies").ToString()));
        }
    }

    public BackupTask Task { get; }

    /// <summary>The jobs AWS has been asked for, in order.</summary>
    public IEnumerable<AwsJob> Jobs => _jobs.Values;

    public bool StopRequested { get; set; }

    public string? ResourceBusy { get; set; }

    public string? Forbidden { get; set; }

    public Dictionary<string, string> CopiesBusy { get; } = [];

    /// <summary>The portal dies after the next call, before it has noted the answer.</summary>
    public bool DieAfterNextCall { get; set; }

    /// <summary>Why AWS answers the next call with a failure; none if it does not.</summary>
    public string? RefuseNextCall { get; set; }

    public int OpenRetentionRequests { get; set; }

    /// <summary>Changes what AWS says of a job.</summary>
    public void Report(string jobId, AwsJobState state, string? message = null, double? percent = null) =>
        _jobs[jobId] = _jobs[jobId] with
        {
            State = state,
            Message = message,
            Percent = percent,
            RecoveryPointArn = state == AwsJobState.Completed ? $"arn:aws:fsx:{Some.Region}:{Some.Account}:backup/{jobId}" : null,
        };

    /// <summary>AWS describes the recovery point of a job as complete.</summary>
    public void Describe(string jobId) => _points[_jobs[jobId].RecoveryPointArn!] = new RecoveryPointFacts
    {
        Arn = _jobs[jobId].RecoveryPointArn!,
        ResourceArn = Task.ResourceArn,
        VaultArn = _jobs[jobId].VaultArn,
        CreatedAt = Some.Now,
        Status = "COMPLETED",
    };

    /// <summary>Decides and acts until the machine waits.</summary>
    /// <returns>What was done, in words.</returns>
    public IReadOnlyList<string> Run(DateTimeOffset now)
    {
        var done = new List<string>();
        while (Task.IsOpen)
        {
            var action = TaskMachine.Decide(Task, Sighting(now));
            if (action is not (Wait or FollowBackup or HoldCopy))
            {
                done.Add(Say(action));
            }

            if (!Apply(action, now))
            {
                break;
            }

            // Whatever the machine decides, it has to come to rest.
            Assert.True(done.Count < 50, "The machine does not come to rest: " + string.Join(", ", done));
        }

        return done;
    }

    public Sighting Sighting(DateTimeOffset now) => new()
    {
        Now = now,
        StopRequested = StopRequested,
        Attempts = _attempts,
        Jobs = _jobs,
        Points = _points,
        Forbidden = Forbidden,
        ResourceBusy = ResourceBusy,
        CopiesBusy = CopiesBusy.ToDictionary(pair => Lane.Of(Some.Account, pair.Key), pair => pair.Value),
        OpenRetentionRequests = OpenRetentionRequests,
    };

    private bool Apply(TaskAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case Wait wait: Task.Wait(wait.Reason); return false;
            case HoldCopy hold: hold.Copy.Wait(hold.Reason); Task.Wait(hold.Reason); return false;
            case FollowBackup follow: Task.Advance(follow.Job.Percent, follow.Job.RecoveryPointArn); Task.Wait(null); return false;
            case StartBackup: return AskForBackup(now);
            case StartCopy start: return AskForCopy(start.Copy, now);
            case AwaitBackup done: Task.AwaitPoint(done.Job.RecoveryPointArn!); return true;
            case AwaitCopy copied: copied.Copy.AwaitPoint(copied.Job.RecoveryPointArn!); return true;
            case RecordBackup: Task.Record(Some.Id(30), 1); return true;
            case RecordCopy record: record.Copy.Record(Some.Id(31), now); Task.Touch(); return true;
            case RetryBackup retry: Task.Retry(retry.Reason, retry.NotBefore); return true;
            case RetryCopy retry: retry.Copy.Retry(retry.Reason, retry.NotBefore); Task.Touch(); return true;
            case EndCopy end: end.Copy.End(end.State, end.Reason, now); Task.Touch(); return true;
            case Retain: Task.Retain(); OpenRetentionRequests = 1 + Task.Copies.Count(copy => copy.State == TaskState.Succeeded); return true;
            case Finish finish: Task.End(finish.State, finish.Reason, now); return false;
            default: throw new InvalidOperationException($"Nobody carries out {action}.");
        }
    }

    private bool AskForBackup(DateTimeOffset now)
    {
        Task.Intend(now);
        return Ask(Task.Token, Task.VaultArn, Task.Follow, reason => TaskMachine.DecideRetry(Task, reason, Sighting(now)), now);
    }

    private bool AskForCopy(TaskCopy copy, DateTimeOffset now)
    {
        copy.Intend(now);
        Task.Wait(null);
        return Ask(copy.Token, copy.VaultArn, copy.Follow, reason => TaskMachine.DecideCopyRetry(copy, reason, Sighting(now)), now);
    }

    // Like AWS and the engine: the same token never makes a second job, and a job that is there is found before AWS is asked again.
    private bool Ask(string token, string vaultArn, Action<string> follow, Func<string, TaskAction> fail, DateTimeOffset now)
    {
        if (!_jobOfToken.TryGetValue(token, out var jobId))
        {
            if (RefuseNextCall is { } reason)
            {
                RefuseNextCall = null;
                return Apply(fail(reason), now);
            }

            jobId = $"job-{_jobs.Count + 1}";
            _jobOfToken.Add(token, jobId);
            _jobs.Add(jobId, new AwsJob { Id = jobId, ResourceArn = Task.ResourceArn, VaultArn = vaultArn, State = AwsJobState.Created });
        }

        if (DieAfterNextCall)
        {
            DieAfterNextCall = false;
            return false;
        }

        follow(jobId);
        return true;
    }

    private string Say(TaskAction action) => action switch
    {
        StartBackup => $"start backup, attempt {Task.Attempt}",
        AwaitBackup => "look for the recovery point",
        RecordBackup => "record the backup",
        RetryBackup retry => $"try again: {retry.Reason}",
        StartCopy start => $"start copy to {start.Copy.Region}, attempt {start.Copy.Attempt}",
        AwaitCopy copied => $"look for the copy in {copied.Copy.Region}",
        RecordCopy record => $"record the copy in {record.Copy.Region}",
        RetryCopy retry => $"try the copy to {retry.Copy.Region} again: {retry.Reason}",
        EndCopy end => $"end the copy to {end.Copy.Region} as {end.State}: {end.Reason}",
        Retain => "have the chains judged",
        Finish finish => $"finish as {finish.State}",
        _ => throw new InvalidOperationException($"What is {action}?"),
    };
}
