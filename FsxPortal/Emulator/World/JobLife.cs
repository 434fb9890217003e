using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.World;

/// <summary>The life of backup and copy jobs: created, running, completed or not.</summary>
public sealed class JobLife(AwsWorld world)
{
    /// <summary>How many FSx copies run to one Region of an account at a time.</summary>
    public const int CopiesPerDestination = 5;

    private static readonly TimeSpan QueueTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BackupRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CopyRetry = TimeSpan.FromSeconds(30);
    private readonly PointLife _points = new(world);

    /// <summary>Lets a new job begin.</summary>
    public void Begin(EmulatedJob job)
    {
        world.Add(job);
        if (job.Source is { } source)
        {
            source.Readers++;
        }

        world.At(job.CreatedAt + QueueTime, now => TryStart(job, now));
    }

    private void TryStart(EmulatedJob job, DateTimeOffset now)
    {
        var destination = $"{job.Vault.Account}/{job.Vault.Region}";
        if (Obstacle(job, destination) is { } obstacle)
        {
            job.Message = obstacle;
            if (now >= job.StartBy)
            {
                End(job, job.Source is null ? "EXPIRED" : "FAILED", obstacle, now);
            }
            else
            {
                world.At(now + (job.Source is null ? BackupRetry : CopyRetry), later => TryStart(job, later));
            }

            return;
        }

        if (Refusal(job) is { } refusal)
        {
            End(job, "FAILED", refusal, now);
            return;
        }

        job.State = "RUNNING";
        job.Message = null;
        job.StartedAt = now;
        job.EndsAt = now + Duration(job);
        job.Resource.BusyWith = job.Id;
        if (job.Source is not null)
        {
            world.CopiesRunning[destination] = world.CopiesRunning.GetValueOrDefault(destination) + 1;
        }

        // The recovery point gets its name when the data begins to flow, not when the job is accepted.
        var region = job.Vault.Region;
        var arn = $"arn:aws:fsx:{region}:{job.Vault.Account}:backup/backup-{AwsWorld.HexId("backup", job.Number, 17)}";
        world.At(now + TimeSpan.FromSeconds(30), _ => job.PointArn = arn);
        if (job.Fate?.State != "RUNNING")
        {
            world.At(job.EndsAt.Value, end => Complete(job, arn, destination, end));
        }
    }

    private string? Obstacle(EmulatedJob job, string destination) => job switch
    {
        { Fate: { State: "CREATED" } fate } => fate.Message ?? "The job waits for its turn.",
        { Resource.BusyWith: { } other } => $"Backup job could not start because there is a running job {other} for the same resource.",
        { Source: not null } when world.CopiesRunning.GetValueOrDefault(destination) >= CopiesPerDestination =>
            $"The limit of {CopiesPerDestination} concurrent copies to {job.Vault.Region} is reached.",
        _ => null,
    };

    private string? Refusal(EmulatedJob job) => job switch
    {
        { Source: null } when !world.Resources.ContainsKey(job.Resource.Arn) => $"The resource {job.Resource.Arn} does not exist any more.",
        { Source: { } source } when source.Vault.Account != job.Vault.Account =>
            $"Access Denied trying to call AWS Backup service: the access policy of {job.Vault.Arn} does not allow account {source.Vault.Account} to copy into it.",
        { Source: not null, Resource.IsVolume: true } => "Copying backups of FSx for ONTAP volumes is not supported.",
        _ => TagRules.Complaint(TagsOf(job)),
    };

    private void Complete(EmulatedJob job, string arn, string destination, DateTimeOffset now)
    {
        job.Resource.BusyWith = null;
        if (job.Source is not null)
        {
            world.CopiesRunning[destination]--;
        }

        if (job.Fate is { } fate)
        {
            End(job, fate.State, fate.Message, now);
            return;
        }

        var full = IsFull(job);
        var grown = (long)(job.Resource.UsedBytes * (1 + (0.0004 * job.Resource.Backups)));
        _points.Add(new EmulatedPoint(world.NextNumber(), arn, job.Vault, job.Resource, job.Source?.CreatedAt ?? job.StartedAt!.Value)
        {
            CompletedAt = now,
            SizeBytes = job.Source?.SizeBytes ?? grown,
            Full = full,
            Source = job.Source,
            IamRoleArn = job.IamRoleArn,
            DeleteAfterDays = job.DeleteAfterDays,
            Tags = TagsOf(job),
        }, now);
        End(job, "COMPLETED", null, now);
    }

    private static void End(EmulatedJob job, string state, string? message, DateTimeOffset now)
    {
        job.State = state;
        job.Message = message;
        job.CompletedAt = now;
        if (job.Source is { } source)
        {
            source.Readers--;
        }
    }

    // A copy carries its source's tags; a backup those of the resource, and the job's own win.
    private static Dictionary<string, string> TagsOf(EmulatedJob job)
    {
        var tags = new Dictionary<string, string>(job.Source?.Tags ?? job.Resource.Tags);
        foreach (var (key, value) in job.Tags)
        {
            tags[key] = value;
        }

        return tags;
    }

    private bool IsFull(EmulatedJob job)
    {
        var all = world.PointsOf.GetValueOrDefault(job.Resource.Arn)?.Values ?? [];
        return job.Source is null
            ? !all.Any(point => point.Source is null && point.Vault.Region == job.Resource.Region)
            : !all.Any(point => point.Source is not null && point.Vault.Region == job.Vault.Region && point.Vault.KeyArn == job.Vault.KeyArn);
    }

    // Emulated time; the same resource always takes the same.
    private TimeSpan Duration(EmulatedJob job)
    {
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes(job.Resource.Arn))[0] / 255.0;
        var (shortest, longest) = (job.Source is null, IsFull(job)) switch
        {
            (true, true) => (12, 25),
            (true, false) => (4, 9),
            (false, true) => (8, 15),
            (false, false) => (3, 6),
        };
        return TimeSpan.FromMinutes(shortest + (spread * (longest - shortest)));
    }
}
