using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.World;

/// <summary>The life of backup and copy jobs: created, running, completed or not.</summary>
public sealed class JobLife(AwsWorld world)
{
    private static readonly TimeSpan QueueTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BackupRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CopyRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CopyRelease = TimeSpan.FromMinutes(1);
    private readonly PointLife _points = new(world);
    private readonly JobRules _rules = new(world);

    /// <summary>Lets a new job begin.</summary>
    public void Begin(EmulatedJob job)
    {
        world.Add(job);
        if (job.Source is { } source)
        {
            source.Readers++;
        }

        world.At(job.CreatedAt + QueueTime, now => TryStart(job, isFirst: true, now));
    }

    private void TryStart(EmulatedJob job, bool isFirst, DateTimeOffset now)
    {
        if (_rules.Refusal(job, isFirst, now) is { } refusal)
        {
            End(job, "FAILED", refusal, now);
        }
        else if (_rules.Obstacle(job, now) is not { } obstacle)
        {
            StartWithinQuota(job, now);
        }
        else if (now >= job.StartBy)
        {
            End(job, job.Source is null ? "EXPIRED" : "FAILED", obstacle, now);
        }
        else
        {
            job.Message = obstacle;
            world.At(now + (job.Source is null ? BackupRetry : CopyRetry), later => TryStart(job, isFirst: false, later));
        }
    }

    // Amazon FSx looks at its quota when AWS Backup asks it for the backup, not before.
    private void StartWithinQuota(EmulatedJob job, DateTimeOffset now)
    {
        if (world.Quotas.Complaint(job.Vault.Lane, job.Resource) is { } complaint)
        {
            End(job, "FAILED", $"{complaint} (Service: AmazonFSx; Status Code: 400; Error Code: ServiceLimitExceeded)", now);
        }
        else
        {
            Start(job, now);
        }
    }

    private void Start(EmulatedJob job, DateTimeOffset now)
    {
        world.Quotas.Count(job.Vault.Lane, job.Resource, 1);
        job.State = "RUNNING";
        job.Message = null;
        job.StartedAt = now;
        job.EndsAt = now + Duration(job.Resource, job.Source is not null, IsFull(job));
        job.Resource.BusyWith = job.Id;
        if (job.Source is not null)
        {
            world.CopiesRunning[job.Vault.Lane] = world.CopiesRunning.GetValueOrDefault(job.Vault.Lane) + 1;
        }

        // The recovery point gets its name when the data begins to flow, not when the job is accepted.
        var arn = $"arn:aws:fsx:{job.Vault.Region}:{job.Vault.Account}:backup/backup-{AwsWorld.HexId("backup", job.Number, 17)}";
        world.At(now + TimeSpan.FromSeconds(30), _ => job.PointArn = arn);
        if (job.Fate?.State != "RUNNING")
        {
            world.At(job.EndsAt.Value, end => Complete(job, arn, end));
        }
    }

    private void Complete(EmulatedJob job, string arn, DateTimeOffset now)
    {
        job.Resource.BusyWith = null;
        world.Quotas.Count(job.Vault.Lane, job.Resource, -1);
        if (job.Source is not null)
        {
            world.CopiesRunning[job.Vault.Lane]--;
        }

        if (job.Fate is { } fate)
        {
            End(job, fate.State, fate.Message, now);
            return;
        }

        _points.Add(new EmulatedPoint(world.NextNumber(), arn, job.Vault, job.Resource, job.Source?.CreatedAt ?? job.StartedAt!.Value)
        {
            CompletedAt = now,
            SizeBytes = job.Source?.SizeBytes ?? SizeOf(job.Resource),
            Full = IsFull(job),
            Source = job.Source,
            IamRoleArn = job.IamRoleArn,
            DeleteAfterDays = job.DeleteAfterDays,
            Shape = job.Source?.Shape ?? job.Resource.Shape,
            FileSystemShape = job.Source is { } source ? source.FileSystemShape : job.Resource.IsVolume
                ? world.FileSystemOf(job.Resource)?.Shape : null,
            Tags = job.AllTags,
        }, now);
        End(job, "COMPLETED", null, now);
    }

    private void End(EmulatedJob job, string state, string? message, DateTimeOffset now)
    {
        job.State = state;
        job.Message = message;
        job.CompletedAt = now;
        if (job.Source is { } source)
        {
            // The source is held a little longer than the copy takes.
            world.At(state == "COMPLETED" ? now + CopyRelease : now, _ => source.Readers--);
        }
    }

    private bool IsFull(EmulatedJob job) => job.Source is null ? IsFirstBackup(job.Resource) : IsFirstCopy(job.Resource, job.Vault);

    /// <summary>Whether a backup would find none before it, whoever has made it.</summary>
    public bool IsFirstBackup(EmulatedResource resource) =>
        !PointsOf(resource).Any(point => point.Source is null && point.Status != "CREATING" && point.Vault.Region == resource.Region);

    /// <summary>Whether a copy would find none before it in its Region and under its key.</summary>
    public bool IsFirstCopy(EmulatedResource resource, EmulatedVault vault) => !PointsOf(resource).Any(point =>
        point.Source is not null && point.Status != "CREATING" && point.Vault.Account == vault.Account && point.Vault.Region == vault.Region
            && point.Vault.KeyArn == vault.KeyArn);

    private IEnumerable<EmulatedPoint> PointsOf(EmulatedResource resource) => world.PointsOf.GetValueOrDefault(resource.Arn)?.Values ?? [];

    /// <summary>The bytes a restore would hold; they grow with time.</summary>
    public static long SizeOf(EmulatedResource resource) => (long)(resource.UsedBytes * (1 + (0.0004 * resource.Backups)));

    /// <summary>How much emulated time it takes; the same resource always takes the same.</summary>
    public static TimeSpan Duration(EmulatedResource resource, bool isCopy, bool isFull)
    {
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes(resource.Arn))[0] / 255.0;
        var (shortest, longest) = (!isCopy, isFull) switch
        {
            (true, true) => (12, 25),
            (true, false) => (4, 9),
            (false, true) => (8, 15),
            (false, false) => (3, 6),
        };
        return TimeSpan.FromMinutes(shortest + (spread * (longest - shortest)));
    }
}
