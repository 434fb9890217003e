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
        Task = new WorkItem(Some.Id(10), Some.Id(11), Some.FileSystem().Id, Some.FileSystem().Arn, Some.FileSystem().Lane, Some.VaultArn);
        foreach (var (index, region) in copyRegions.Index())
        {
            Task.AddCopy(Some.Id(20 + index), Arn.Vault("aws", region, Some.Account, "portal-copies").ToString());
        }
    }

    public WorkItem Task { get; }

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
    public IReadOnlyList<string> Run(DateTimeOffset now, Func<TaskAction, bool>? stopBefore = null)
    {
        var done = new List<string>();
        while (Task.IsOpen)
        {
            var action = BackupPlan.Decide(Task, Sighting(now));
            if (stopBefore?.Invoke(action) == true)
            {
                break;
            }

            if (action is not (Wait or FollowRun or HoldRun))
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

    // The item changes itself, as it does in the engine; the world only plays AWS and the database.
    private bool Apply(TaskAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case StartRun start:
                Task.Apply(new IntendRun(start.Run, start.Run.Request ?? new JobRequest { SourceArn = Task.ResourceArn }), now);
                return Ask(start.Run, now);
            case RecordRun record:
                return Task.Apply(new RecordedRun(record.Run, Some.Id(record.Run.Kind == JobKind.Backup ? 30 : 31), 1), now);
            case Retain:
                OpenRetentionRequests = Task.Runs.Count(run => run.State == TaskState.Succeeded);
                return Task.Apply(action, now);
            default:
                return Task.Apply(action, now);
        }
    }

    // Like AWS and the engine: the same token never makes a second job, and a job that is there is found before AWS is asked again.
    private bool Ask(AwsJobRun run, DateTimeOffset now)
    {
        if (!_jobOfToken.TryGetValue(run.Token, out var jobId))
        {
            if (RefuseNextCall is { } reason)
            {
                RefuseNextCall = null;
                return Apply(BackupPlan.DecideRetry(run, reason, Sighting(now)), now);
            }

            jobId = $"job-{_jobs.Count + 1}";
            _jobOfToken.Add(run.Token, jobId);
            _jobs.Add(
                jobId, new AwsJob { Id = jobId, ResourceArn = Task.ResourceArn, VaultArn = run.VaultArn, State = AwsJobState.Created });
        }

        if (DieAfterNextCall)
        {
            DieAfterNextCall = false;
            return false;
        }

        return Task.Apply(new AcceptRun(run, jobId), now);
    }

    private static string Say(TaskAction action) => action switch
    {
        StartRun { Run.Kind: JobKind.Backup } start => $"start backup, attempt {start.Run.Attempt}",
        AwaitRun { Run.Kind: JobKind.Backup } => "look for the recovery point",
        RecordRun { Run.Kind: JobKind.Backup } => "record the backup",
        RetryRun { Run.Kind: JobKind.Backup } retry => $"try again: {retry.Reason}",
        StartRun start => $"start copy to {start.Run.Region}, attempt {start.Run.Attempt}",
        AwaitRun copied => $"look for the copy in {copied.Run.Region}",
        RecordRun record => $"record the copy in {record.Run.Region}",
        RetryRun retry => $"try the copy to {retry.Run.Region} again: {retry.Reason}",
        EndRun end => $"end the copy to {end.Run.Region} as {end.State}: {end.Reason}",
        Retain => "have the chains judged",
        Finish finish => $"finish as {finish.State}",
        _ => throw new InvalidOperationException($"What is {action}?"),
    };
}
