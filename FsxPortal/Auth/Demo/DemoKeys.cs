using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace FsxPortal.Auth.Demo;

/// <summary>What the demo's identity provider signs and seals with. Nodes share it, and a restart signs nobody out.</summary>
public sealed class DemoKeys
{
    private const int SealLength = 32;

    private byte[] _keys = [];

    /// <summary>New ones, as bytes to be kept in a safe place.</summary>
    public static byte[] Create()
    {
        using var rsa = RSA.Create(2048);
        return [.. RandomNumberGenerator.GetBytes(SealLength), .. rsa.ExportPkcs8PrivateKey()];
    }

    /// <summary>Goes by those that were kept.</summary>
    public void Use(byte[] keys) => _keys = keys;

    /// <summary>The key of signatures, which everybody may check.</summary>
    internal SigningCredentials Signing()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(_keys.AsSpan(SealLength), out _);
        return new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
    }

    /// <summary>The key of what the provider alone reads.</summary>
    internal EncryptingCredentials Sealing() => new(
        new SymmetricSecurityKey(_keys[..SealLength]), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);
}
