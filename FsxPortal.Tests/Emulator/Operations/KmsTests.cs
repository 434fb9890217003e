using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Operations;

public sealed class KmsTests : EmulatorTest
{
    private const string Key = "alias/portal";

    [Fact]
    public async Task A_data_key_comes_back_with_its_context_and_only_so()
    {
        var made = (
            await Aws.KmsAsync(
                "GenerateDataKey", new() { ["KeyId"] = Key, ["KeySpec"] = "AES_256", ["EncryptionContext"] = Context("policy", "1") }))
                    .Accepted();

        var opened = (await DecryptAsync(made, Context("policy", "1"))).Accepted();

        Assert.Equal(32, Convert.FromBase64String((string)made["Plaintext"]!).Length);
        Assert.Equal(((string?)made["Plaintext"], (string?)made["KeyId"]), ((string?)opened["Plaintext"], (string?)opened["KeyId"]));
        Assert.Equal("400 InvalidCiphertextException", (await DecryptAsync(made, Context("policy", "2"))).Refusal);
        Assert.Equal("400 InvalidCiphertextException", (await DecryptAsync(made, [])).Refusal);
    }

    [Fact]
    public async Task A_context_cannot_be_put_together_differently()
    {
        var made = await Aws.KmsAsync(
            "GenerateDataKey", new() { ["KeyId"] = Key, ["EncryptionContext"] = new JsonObject { ["a"] = "1", ["b"] = "2" } });

        Assert.Equal(200, (await DecryptAsync(made, new() { ["b"] = "2", ["a"] = "1" })).Status);
        Assert.Equal("400 InvalidCiphertextException", (await DecryptAsync(made, Context("a", "1\nb=2"))).Refusal);
    }

    [Fact]
    public async Task A_text_is_encrypted_and_decrypted()
    {
        var plain = Convert.ToBase64String("secret"u8);
        var made = (await Aws.KmsAsync("Encrypt", new() { ["KeyId"] = Key, ["Plaintext"] = plain })).Accepted();

        Assert.Equal(plain, (string?)(await DecryptAsync(made, []))["Plaintext"]);
    }

    [Fact]
    public async Task A_blob_of_elsewhere_or_with_a_wrong_byte_is_refused()
    {
        var made = await Aws.KmsAsync("GenerateDataKey", new() { ["KeyId"] = Key });
        var blob = Convert.FromBase64String((string)made["CiphertextBlob"]!);
        blob[^1] ^= 1;

        Assert.Equal(
            "400 InvalidCiphertextException",
            (await Aws.KmsAsync("Decrypt", new() { ["CiphertextBlob"] = Convert.ToBase64String(blob) })).Refusal);
        Assert.Equal(
            "400 InvalidCiphertextException",
            (await DecryptAsync(made, [], Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad))).Refusal);
        Assert.Equal(
            "400 InvalidCiphertextException",
            (await DecryptAsync(made, [], Emulator.As(RunningEmulator.OtherAccount, RunningEmulator.Home))).Refusal);
        Assert.Equal("400 SerializationException", (await Aws.KmsAsync("Decrypt", new() { ["CiphertextBlob"] = "not base64!" })).Refusal);
    }

    [Fact]
    public async Task Another_key_than_the_one_that_was_used_is_refused()
    {
        var made = await Aws.KmsAsync("GenerateDataKey", new() { ["KeyId"] = Key });

        var answer = await Aws.KmsAsync("Decrypt", new() { ["CiphertextBlob"] = (string)made["CiphertextBlob"]!, ["KeyId"] = "another" });

        Assert.Equal("400 IncorrectKeyException", answer.Refusal);
    }

    [Fact]
    public async Task A_key_is_known_by_all_its_names()
    {
        var listed = (await Aws.KmsAsync("ListAliases")).List("Aliases").Single();
        var arn = (string)(await Aws.KmsAsync("ListKeys")).List("Keys").Single()["KeyArn"]!;

        foreach (var name in new[] { Key, arn, (string)listed["TargetKeyId"]!, (string)listed["AliasArn"]! })
        {
            Assert.Equal(arn, (string?)(await Aws.KmsAsync("DescribeKey", new() { ["KeyId"] = name })).Accepted()["KeyMetadata"]!["Arn"]);
        }

        Assert.Equal("400 NotFoundException", (await Aws.KmsAsync("DescribeKey", new() { ["KeyId"] = "alias/nothing" })).Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public async Task A_data_key_of_impossible_size_is_refused(int size) =>
        Assert.Equal(
            "400 ValidationException",
            (await Aws.KmsAsync("GenerateDataKey", new() { ["KeyId"] = Key, ["NumberOfBytes"] = size })).Refusal);

    private static JsonObject Context(string key, string value) => new() { [key] = value };

    private Task<RawAnswer> DecryptAsync(RawAnswer made, JsonObject context, RawAws? caller = null) =>
        (caller ?? Aws)
            .KmsAsync("Decrypt", new() { ["CiphertextBlob"] = (string)made["CiphertextBlob"]!, ["EncryptionContext"] = context });
}
