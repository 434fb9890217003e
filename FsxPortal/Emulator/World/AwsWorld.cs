using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.World;

/// <summary>Everything that exists in the emulated AWS. It changes by calls and by the passing of time, and only so.</summary>
/// <remarks>The same seed, calls and instants give the same world: that is how a restart rebuilds it.</remarks>
public sealed class AwsWorld
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset At, long Number)> _timeline = new();
    private readonly Dictionary<string, EmulatedVault> _native = [];
    private long _counter;

    public Credentials Credentials { get; } = new();

    public HashSet<string> Roles { get; } = [];

    public Dictionary<string, EmulatedKey> Keys { get; } = [];

    /// <summary>Vaults by ARN.</summary>
    public Dictionary<string, EmulatedVault> Vaults { get; } = [];

    /// <summary>File systems and volumes by ARN, in the order of their creation.</summary>
    public OrderedDictionary<string, EmulatedResource> Resources { get; } = [];

    /// <summary>Recovery points by ARN.</summary>
    public Dictionary<string, EmulatedPoint> Points { get; } = [];

    /// <summary>Recovery points of each resource, in the order of their numbers.</summary>
    public Dictionary<string, SortedList<long, EmulatedPoint>> PointsOf { get; } = [];

    /// <summary>Recovery points of each lane, in the order of their numbers.</summary>
    public Dictionary<string, SortedList<long, EmulatedPoint>> PointsIn { get; } = [];

    /// <summary>Backup jobs of each lane.</summary>
    public Dictionary<string, SortedList<long, EmulatedJob>> BackupJobs { get; } = [];

    /// <summary>Copy jobs of each source lane.</summary>
    public Dictionary<string, SortedList<long, EmulatedJob>> CopyJobs { get; } = [];

    /// <summary>Restore jobs of each lane.</summary>
    public Dictionary<string, SortedList<long, EmulatedRestore>> RestoreJobs { get; } = [];

    /// <summary>How many backups an account may have.</summary>
    public BackupQuotas Quotas { get; } = new();

    /// <summary>What IAM lets roles and users do.</summary>
    public AccessPolicies Access { get; } = new();

    /// <summary>Which resource types a lane's account has chosen for AWS Backup, where it has chosen.</summary>
    public Dictionary<string, SortedDictionary<string, bool>> OptIns { get; } = [];

    /// <summary>All backup and copy jobs by id.</summary>
    public Dictionary<string, EmulatedJob> Jobs { get; } = [];

    /// <summary>What each idempotency token has started: the request and what it made.</summary>
    public Dictionary<string, (string Members, string Made)> Tokens { get; } = [];

    /// <summary>How many copies run to each destination lane.</summary>
    public Dictionary<string, int> CopiesRunning { get; } = [];

    /// <summary>A number that was never given before.</summary>
    public long NextNumber() => ++_counter;

    /// <summary>An id of <paramref name="digits"/> hexadecimal digits that depends on nothing but its number.</summary>
    public static string HexId(string kind, long number, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{number}")))[..digits];

    /// <summary>An id in the form of a UUID.</summary>
    public static string Uuid(string kind, long number) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{number}"))[..16]).ToString();

    /// <summary>Has something happen at an instant.</summary>
    public void At(DateTimeOffset instant, Action<DateTimeOffset> happens) => _timeline.Enqueue(happens, (instant, NextNumber()));

    /// <summary>Lets everything happen that was due up to <paramref name="now"/>, each at its own instant.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_timeline.TryPeek(out var happens, out var due) && due.At <= now)
        {
            _timeline.Dequeue();
            happens(due.At);
        }
    }

    /// <summary>The vault of a name in a lane; none if there is none.</summary>
    public EmulatedVault? VaultOf(string account, string region, string name) =>
        Vaults.GetValueOrDefault($"arn:aws:backup:{region}:{account}:backup-vault:{name}");

    /// <summary>Where Amazon FSx keeps its own backups in a lane.</summary>
    public EmulatedVault NativeVault(string account, string region)
    {
        var lane = $"{account}/{region}";
        if (!_native.TryGetValue(lane, out var vault))
        {
            _native[lane] = vault = new EmulatedVault("", account, region, $"arn:aws:kms:{region}:{account}:alias/aws/fsx", default);
        }

        return vault;
    }

    /// <summary>The file system that a resource is or lies in; none if it is gone.</summary>
    public EmulatedResource? FileSystemOf(EmulatedResource resource) => resource.IsVolume
        ? Resources.GetValueOrDefault(
            $"arn:aws:fsx:{resource.Region}:{resource.Account}:file-system/{(string?)resource.Shape["FileSystemId"]}")
        : resource;

    public void Add(EmulatedVault vault) => Vaults.Add(vault.Arn, vault);

    public void Add(EmulatedPoint point)
    {
        Points.Add(point.Arn, point);
        point.Vault.Points.Add(point.Number, point);
        ListOf(PointsOf, point.Resource.Arn).Add(point.Number, point);
        ListOf(PointsIn, point.Vault.Lane).Add(point.Number, point);
        Quotas.Count(point.Vault.Lane, point.Resource, point.IsAutomatic ? 0 : 1);
        if (point.Source is null)
        {
            point.Resource.Backups++;
        }
    }

    public void Remove(EmulatedPoint point)
    {
        Points.Remove(point.Arn);
        point.Vault.Points.Remove(point.Number);
        PointsOf[point.Resource.Arn].Remove(point.Number);
        PointsIn[point.Vault.Lane].Remove(point.Number);
        Quotas.Count(point.Vault.Lane, point.Resource, point.IsAutomatic ? 0 : -1);
        if (point.Source is null)
        {
            point.Resource.Backups--;
        }
    }

    public void Add(EmulatedJob job)
    {
        Jobs.Add(job.Id, job);
        ListOf(job.Source is null ? BackupJobs : CopyJobs, job.Lane).Add(job.Number, job);
    }

    public void Add(EmulatedRestore restore) => ListOf(RestoreJobs, restore.Point.Vault.Lane).Add(restore.Number, restore);

    private static SortedList<long, T> ListOf<T>(Dictionary<string, SortedList<long, T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
