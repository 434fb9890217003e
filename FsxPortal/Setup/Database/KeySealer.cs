using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FsxPortal.Core.Domain.Auditing;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace FsxPortal.Setup.Database;

/// <summary>Seals the keys of what browsers hold, so that whoever may read the database may not read them.</summary>
/// <remarks>The key comes from that of the audit trail, which is kept outside of the database and which all nodes have.</remarks>
public sealed class KeySealer(AuditKeys keys) : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, tag, cipher) = (
            RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[KeyOpener.TagLength], new byte[plain.Length]);
        using var aes = new AesGcm(keys.Derive(keys.Current, KeyOpener.Purpose)!, KeyOpener.TagLength);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(keys.Current));
        var seal = new XElement(
            "sealedKey", new XAttribute("by", keys.Current), Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
        return new EncryptedXmlInfo(seal, typeof(KeyOpener));
    }
}

/// <summary>Opens what <see cref="KeySealer"/> has sealed, now or with a former key.</summary>
/// <remarks>Data Protection makes it, with the services it finds.</remarks>
public sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
{
    internal const string Purpose = "The keys of what browsers hold";
    internal const int TagLength = 16;

    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        var by = (string?)encryptedElement.Attribute("by") ?? "";
        var key = services.GetRequiredService<AuditKeys>().Derive(by, Purpose)
            ?? throw new CryptographicException("It was sealed with an Audit:Key that this node does not have.");
        var text = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var begin = nonce + TagLength;
        var plain = new byte[text.Length - begin];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(text[..nonce], text[begin..], text[nonce..begin], plain, Encoding.UTF8.GetBytes(by));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
