using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The part of AWS KMS that wraps data keys: symmetric keys with an encryption context.</summary>
public sealed class KmsService(AwsWorld world)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly KmsKeyOperations _keys = new(world);

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "GenerateDataKey" => GenerateDataKey(call),
        "Encrypt" => Encrypt(call),
        "Decrypt" => Decrypt(call),
        _ => _keys.Handle(call),
    };

    private JsonObject GenerateDataKey(Call call)
    {
        var key = _keys.Usable(call);
        var size = call.Number("NumberOfBytes") ?? (call.Text("KeySpec") == "AES_128" ? 16 : 32);
        var plain = size is >= 1 and <= 1024 ? RandomNumberGenerator.GetBytes(size)
            : throw call.Refuse("NumberOfBytes must be between 1 and 1024.");
        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["Plaintext"] = Convert.ToBase64String(plain),
            ["CiphertextBlob"] = Convert.ToBase64String(Wrap(key, plain, call)),
        };
    }

    private JsonObject Encrypt(Call call)
    {
        var key = _keys.Usable(call);
        var plain = call.Bytes("Plaintext");
        return plain.Length is >= 1 and <= 4096
            ? new JsonObject
            {
                ["KeyId"] = key.Arn,
                ["CiphertextBlob"] = Convert.ToBase64String(Wrap(key, plain, call)),
                ["EncryptionAlgorithm"] = "SYMMETRIC_DEFAULT"
            }
            : throw call.Refuse("Plaintext must have 1 to 4096 bytes.");
    }

    private JsonObject Decrypt(Call call)
    {
        var blob = call.Bytes("CiphertextBlob");
        var length = blob.Length > 0 ? blob[0] : 0;
        var key = blob.Length > 1 + length + NonceSize + TagSize
            ? _keys.Own(call).FirstOrDefault(known => known.Id == Encoding.ASCII.GetString(blob, 1, length)) : null;
        if (key is null)
        {
            throw new AwsError("InvalidCiphertextException", "The ciphertext is not valid.");
        }

        if (call.Text("KeyId") is { } wanted && !KmsKeyOperations.Names(key, wanted))
        {
            throw new AwsError(
                "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        }

        KmsKeyOperations.DemandUsable(key);
        var plain = new byte[blob.Length - 1 - length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(Material(key), TagSize);
            var nonce = blob.AsSpan(1 + length, NonceSize);
            aes.Decrypt(nonce, blob.AsSpan(1 + length + NonceSize, plain.Length), blob.AsSpan(blob.Length - TagSize), plain, Context(call));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new AwsError("InvalidCiphertextException", "The ciphertext or the encryption context is not valid.");
        }

        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["Plaintext"] = Convert.ToBase64String(plain),
            ["EncryptionAlgorithm"] = "SYMMETRIC_DEFAULT"
        };
    }

    private static byte[] Wrap(EmulatedKey key, byte[] plain, Call call)
    {
        var id = Encoding.ASCII.GetBytes(key.Id);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var cipher = new byte[plain.Length];
        var tag = new byte[TagSize];
        using var aes = new AesGcm(Material(key), TagSize);
        aes.Encrypt(nonce, plain, cipher, tag, Context(call));
        return [(byte)id.Length, .. id, .. nonce, .. cipher, .. tag];
    }

    // The material of a multi-Region key is the same in all its Regions.
    private static byte[] Material(EmulatedKey key) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(key.IsMultiRegion ? $"{key.Account}/{key.Id}" : key.Arn));

    private static byte[] Context(Call call) =>
        JsonSerializer.SerializeToUtf8Bytes(call.Map("EncryptionContext").OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
