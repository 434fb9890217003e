using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.World;

/// <summary>The end of recovery points: by request, or because their lifecycle says so.</summary>
public sealed class PointLife(AwsWorld world)
{
    private static readonly TimeSpan DeletionTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ExpiryRetry = TimeSpan.FromHours(1);

    /// <summary>When AWS may delete a recovery point; none for one without a lifecycle.</summary>
    /// <remarks>A copy has its source's creation date, so its days count from there too.</remarks>
    public static DateTimeOffset? ExpiryOf(EmulatedPoint point) =>
        point.DeleteAfterDays is { } days and > 0 ? point.CreatedAt + TimeSpan.FromDays(days) : null;

    /// <summary>Adds a recovery point, and sees to its expiry.</summary>
    public void Add(EmulatedPoint point, DateTimeOffset now)
    {
        world.Add(point);
        Schedule(point, now);
    }

    /// <summary>Sees to the expiry of a recovery point that has a lifecycle, or another one than before.</summary>
    public void Schedule(EmulatedPoint point, DateTimeOffset now)
    {
        if (ExpiryOf(point) is { } expiry)
        {
            // AWS takes up to eight hours; the same point always takes the same.
            var due = expiry + TimeSpan.FromHours(8 * SHA256.HashData(Encoding.UTF8.GetBytes(point.Arn))[0] / 255.0);
            world.At(due > now ? due : now, Expire(point));
        }
    }

    /// <summary>Lets a recovery point go, a little later, or has it end otherwise.</summary>
    public void Delete(EmulatedPoint point, Fate? fate, DateTimeOffset now)
    {
        point.Status = "DELETING";
        fate ??= Lack(point);
        if (fate is null)
        {
            world.At(now + DeletionTime, _ => world.Remove(point));
        }
        else
        {
            world.At(now + DeletionTime, _ => (point.Status, point.StatusMessage) = (fate.State, fate.Message));
        }
    }

    // AWS deletes with the role that the recovery point was made with.
    private Fate? Lack(EmulatedPoint point) =>
        world.Roles.Contains(point.IamRoleArn) && world.Access.Allows(point.IamRoleArn, "fsx:DeleteBackup", point.Vault.Region)
        ? null
        : new Fate("EXPIRED", $"{point.IamRoleArn} is not authorized to perform: fsx:DeleteBackup");

    private Action<DateTimeOffset> Expire(EmulatedPoint point) => now =>
    {
        if (point.Readers > 0)
        {
            world.At(now + ExpiryRetry, Expire(point));
        }
        else if (point.Status == "COMPLETED" && ExpiryOf(point) <= now)
        {
            Delete(point, null, now);
        }
    };
}
