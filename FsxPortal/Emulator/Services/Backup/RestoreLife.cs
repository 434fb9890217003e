using FsxPortal.Emulator.Services.Fsx;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>The life of restore jobs: pending, running, completed or not.</summary>
public sealed class RestoreLife(AwsWorld world)
{
    private static readonly TimeSpan QueueTime = TimeSpan.FromSeconds(20);
    private readonly Restoration _restoration = new(world);

    /// <summary>Lets a new job begin.</summary>
    public void Begin(EmulatedRestore job)
    {
        world.Add(job);
        Hold(job.Point, 1);
        if (job.Fate?.State is not ("CREATED" or "PENDING"))
        {
            world.At(job.CreatedAt + QueueTime, now => Start(job, now));
        }
    }

    private void Start(EmulatedRestore job, DateTimeOffset now)
    {
        var wish = RestoreRequest.WishOf(job.Metadata) with { Tags = job.CopiesTags ? job.Point.Tags : [] };
        if ((RoleComplaint(job) ?? _restoration.Complaint(job.Point, wish)) is { } complaint)
        {
            End(job, "FAILED", complaint, now);
            return;
        }

        (job.Status, job.StartedAt) = ("RUNNING", now);
        job.EndsAt = now + Restoration.Duration(job.Point);
        if (job.Fate is null)
        {
            job.CreatedArn = _restoration.Begin(job.Point, wish, job.Number, now).Arn;
        }

        if (job.Fate?.State != "RUNNING")
        {
            world.At(job.EndsAt.Value, end => End(job, job.Fate?.State ?? "COMPLETED", job.Fate?.Message, end));
        }
    }

    private string? RoleComplaint(EmulatedRestore job)
    {
        var action = job.Point.Resource.IsVolume ? "fsx:CreateVolumeFromBackup" : "fsx:CreateFileSystemFromBackup";
        return world.Access.Allows(job.IamRoleArn, action, job.Point.Vault.Region) ? null
            : $"Access Denied: {job.IamRoleArn} is not authorized to perform: {action}";
    }

    private static void End(EmulatedRestore job, string status, string? message, DateTimeOffset now)
    {
        (job.Status, job.Message, job.CompletedAt) = (status, message, now);
        Hold(job.Point, -1);
    }

    private static void Hold(EmulatedPoint point, int by)
    {
        point.Readers += by;
        point.Restores += by;
    }
}
