namespace FsxPortal.Emulator.World;

/// <summary>The backups that Amazon FSx makes by itself: daily in their window, kept for
/// as many days as the file system says, and gone with it.</summary>
public sealed class AutomaticBackups(AwsWorld world)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);
    private readonly JobLife _jobs = new(world);

    /// <summary>Sees to the backups of a file system that has been there for long: those of the last days are there already.</summary>
    public void Begin(EmulatedResource fileSystem, DateTimeOffset now)
    {
        var days = TimeSpan.FromDays(DaysOf(fileSystem));
        foreach (var resource in PartsOf(fileSystem))
        {
            for (var at = ServiceWindows.NextDaily(fileSystem.Configuration, now - days); at <= now; at += TimeSpan.FromDays(1))
            {
                var point = Add(resource, fileSystem, at.Value);
                (point.Status, point.CompletedAt) = ("COMPLETED", point.EndsAt);
            }
        }

        Watch(fileSystem, now);
    }

    /// <summary>Sees to the backups of a file system from now on, as it is configured now.</summary>
    public void Watch(EmulatedResource fileSystem, DateTimeOffset now) => ScheduleNext(fileSystem, ++fileSystem.AutomaticRound, now);

    /// <summary>Takes away the backups of a file system or volume that is deleted.</summary>
    public void Forget(EmulatedResource resource)
    {
        foreach (var point in (world.PointsOf.GetValueOrDefault(resource.Arn)?.Values ?? []).Where(point => point.IsAutomatic).ToList())
        {
            world.Remove(point);
        }
    }

    private void ScheduleNext(EmulatedResource fileSystem, int round, DateTimeOffset now)
    {
        if (ServiceWindows.NextDaily(fileSystem.Configuration, now) is { } next)
        {
            world.At(next, opens => Open(fileSystem, round, opens));
        }
    }

    // A round ends when the file system is configured otherwise.
    private void Open(EmulatedResource fileSystem, int round, DateTimeOffset now)
    {
        if (round == fileSystem.AutomaticRound && world.Resources.ContainsKey(fileSystem.Arn))
        {
            foreach (var resource in PartsOf(fileSystem))
            {
                TryMake(resource, fileSystem, now + ServiceWindows.Length, now);
            }

            ScheduleNext(fileSystem, round, now);
        }
    }

    private void TryMake(EmulatedResource resource, EmulatedResource fileSystem, DateTimeOffset closes, DateTimeOffset now)
    {
        // Much can happen to it while it waits.
        if (!world.Resources.ContainsKey(resource.Arn) || DaysOf(fileSystem) <= 0)
        {
            return;
        }

        if (fileSystem.Lifecycle == "AVAILABLE" && !IsBackedUp(resource))
        {
            Make(resource, fileSystem, now);
        }
        else if (now + Retry < closes)
        {
            world.At(now + Retry, later => TryMake(resource, fileSystem, closes, later));
        }
    }

    private void Make(EmulatedResource resource, EmulatedResource fileSystem, DateTimeOffset now)
    {
        var point = Add(resource, fileSystem, now);
        resource.AutomaticBackup = point.BackupId;
        world.At(point.EndsAt!.Value, end =>
        {
            (point.Status, point.CompletedAt) = ("COMPLETED", end);
            resource.AutomaticBackup = null;
        });
    }

    private EmulatedPoint Add(EmulatedResource resource, EmulatedResource fileSystem, DateTimeOffset at)
    {
        var (number, isFull) = (world.NextNumber(), _jobs.IsFirstBackup(resource));
        var arn = $"arn:aws:fsx:{resource.Region}:{resource.Account}:backup/backup-{AwsWorld.HexId("automatic", number, 17)}";
        var point = new EmulatedPoint(number, arn, world.NativeVault(resource.Account, resource.Region), resource, at)
        {
            IsAutomatic = true,
            Status = "CREATING",
            StartedAt = at,
            EndsAt = at + JobLife.Duration(resource, isCopy: false, isFull),
            SizeBytes = JobLife.SizeOf(resource),
            Full = isFull,
            FileSystemShape = resource.IsVolume ? fileSystem.Shape : null,
            DeleteAfterDays = DaysOf(fileSystem),
            Tags = (bool?)resource.Configuration?["CopyTagsToBackups"] == true ? new Dictionary<string, string>(resource.Tags) : [],
        };
        world.Add(point);
        world.At(PointLife.ExpiryOf(point)!.Value, Expire(point));
        return point;
    }

    private Action<DateTimeOffset> Expire(EmulatedPoint point) => now =>
    {
        if (point.Readers > 0)
        {
            world.At(now + Retry, Expire(point));
        }
        else if (world.Points.ContainsKey(point.Arn))
        {
            world.Remove(point);
        }
    };

    // A copy only reads what was backed up before.
    private bool IsBackedUp(EmulatedResource resource) =>
        resource.BusyWith is { } id && !(world.Jobs.TryGetValue(id, out var job) && job.Source is not null);

    // FSx for ONTAP is backed up by volume.
    private List<EmulatedResource> PartsOf(EmulatedResource fileSystem) => (string?)fileSystem.Shape["FileSystemType"] == "ONTAP"
        ? [.. world.Resources.Values.Where(volume =>
            volume.IsVolume && world.FileSystemOf(volume) == fileSystem && (string?)volume.Configuration?["OntapVolumeType"] == "RW")]
        : [fileSystem];

    private static int DaysOf(EmulatedResource fileSystem) => (int?)fileSystem.Configuration?["AutomaticBackupRetentionDays"] ?? 0;
}
