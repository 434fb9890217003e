using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Emulator.World;

/// <summary>An access key, lasting or temporary.</summary>
public sealed record AccessKey(
    string Id, string Secret, string Account, string Principal, string? Token = null, DateTimeOffset? ExpiresAt = null);

/// <summary>The access keys that are accepted.</summary>
public sealed class Credentials
{
    private readonly Dictionary<string, AccessKey> _keys = [];

    /// <summary>All keys, temporary ones too.</summary>
    public IEnumerable<AccessKey> All => _keys.Values;

    /// <summary>The lasting keys.</summary>
    public IEnumerable<AccessKey> Lasting => All.Where(key => key.Token is null);

    public AccessKey? Find(string id) => _keys.GetValueOrDefault(id);

    public void Add(AccessKey key) => _keys[key.Id] = key;

    /// <summary>Makes temporary credentials for a role; the same number gives the same ones, so that a restart keeps them.</summary>
    public AccessKey Assume(string roleArn, string sessionName, long number, DateTimeOffset expiresAt)
    {
        var seed = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{roleArn}/{sessionName}/{number}")));
        var account = roleArn.Split(':')[4];
        var principal = $"arn:aws:sts::{account}:assumed-role/{roleArn[(roleArn.LastIndexOf('/') + 1)..]}/{sessionName}";
        var key = new AccessKey($"ASIA{seed[..16]}", seed[16..56], account, principal, $"token-{seed}", expiresAt);
        Add(key);
        return key;
    }
}
