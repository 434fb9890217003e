using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator.Services;

/// <summary>How many requests a second AWS Backup takes from an account in a Region: for each operation, and of all together.</summary>
/// <param name="clock">The real time.</param>
public sealed class Rates(TimeProvider clock)
{
    private const int Total = 50;
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _buckets = [];

    /// <summary>Takes a request in, or refuses it because too many came before it.</summary>
    public void Take(Caller caller, string operation)
    {
        if (caller.Service != "backup")
        {
            return;
        }

        var lane = $"{caller.Account}/{caller.Region}";
        lock (_buckets)
        {
            // Both have room, or neither loses any.
            if (Left(lane, Total) < 1 || (PerSecond(operation) is { } rate && Left($"{lane}/{operation}", rate) < 1))
            {
                throw new AwsError("ThrottlingException", "Rate exceeded");
            }

            Spend(lane);
            Spend($"{lane}/{operation}");
        }
    }

    /// <summary>The rate AWS publishes; none for operations that only the total holds for.</summary>
    private static int? PerSecond(string operation) => operation switch
    {
        "StartBackupJob" or "StopBackupJob" or "StartRestoreJob" or "DescribeBackupVault" or "UpdateRecoveryPointLifecycle" or "TagResource"
            or "UntagResource" => 5,
        "DeleteRecoveryPoint" or "DescribeProtectedResource" => 10,
        "DescribeBackupJob" or "DescribeRecoveryPoint" or "GetRecoveryPointRestoreMetadata" or "DescribeRestoreJob"
            or "GetSupportedResourceTypes" => 15,
        "ListBackupJobs" or "ListBackupVaults" or "ListRecoveryPointsByBackupVault" or "ListRecoveryPointsByResource" or "ListRestoreJobs"
            or "ListProtectedResources" or "ListTags" => 20,
        _ => null,
    };

    // A second's worth can come at once.
    private double Left(string name, int rate)
    {
        var now = clock.GetUtcNow();
        var (left, at) = _buckets.GetValueOrDefault(name, (rate, now));
        var filled = Math.Min(rate, left + ((now - at).TotalSeconds * rate));
        _buckets[name] = (filled, now);
        return filled;
    }

    private void Spend(string name)
    {
        if (_buckets.TryGetValue(name, out var bucket))
        {
            _buckets[name] = (bucket.Left - 1, bucket.At);
        }
    }
}
