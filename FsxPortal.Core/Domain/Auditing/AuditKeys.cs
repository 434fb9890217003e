using System.Security.Cryptography;
using System.Text;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>The secrets that seal the audit trail. They are kept outside of the database.</summary>
public sealed class AuditKeys
{
    /// <summary>The fewest characters of a key.</summary>
    public const int Shortest = 32;

    private const int IdLength = 16;

    private readonly Dictionary<string, byte[]> _keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="current">What seals from now on.</param>
    /// <param name="former">What has sealed before.</param>
    public AuditKeys(string current, params IEnumerable<string> former)
    {
        Current = IdOf(Bytes(current));
        _keys = former.Append(current).Select(Bytes).DistinctBy(IdOf).ToDictionary(IdOf);
    }

    /// <summary>Tells the key of now from others, and says nothing of what it is.</summary>
    public string Current { get; }

    /// <summary>What is wrong with a key; none if nothing is.</summary>
    public static string? Problem(string key) => key.Trim().Length >= Shortest ? null
        : $"The key of the audit trail has {Shortest} characters or more.";

    /// <summary>A new key.</summary>
    public static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Shortest));

    /// <summary>Whether a key is there.</summary>
    public bool Has(string id) => _keys.ContainsKey(id);

    /// <summary>The keyed fingerprint of a content; none if the key is not there.</summary>
    internal string? Sign(string id, byte[] content) =>
        _keys.TryGetValue(id, out var key) ? Convert.ToHexStringLower(HMACSHA256.HashData(key, content)) : null;

    /// <summary>A key of 256 bits for another purpose; none if the key it comes from is not there.</summary>
    /// <param name="id">Which key it comes from.</param>
    /// <param name="purpose">What it is for: keys for different purposes say nothing of each other.</param>
    public byte[]? Derive(string id, string purpose) => _keys.TryGetValue(id, out var key)
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Shortest, info: Encoding.UTF8.GetBytes(purpose))
        : null;

    private static byte[] Bytes(string key) => Encoding.UTF8.GetBytes(key.Trim());

    private static string IdOf(byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "The key of an audit trail"u8))[..IdLength];
}

/// <summary>The audit trail can't be written, and so nothing is changed.</summary>
public sealed class AuditTrailException(string message) : Exception(message);
