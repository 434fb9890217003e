using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>Keys that are made, switched off, given up, or the same in two Regions.</summary>
public sealed class KeyTests : EmulatorTest
{
    private const string Key = "alias/portal";

    [Fact]
    public async Task A_disabled_key_does_nothing_until_it_is_enabled()
    {
        var blob = (string)(await Aws.KmsAsync("GenerateDataKey", Of(Key))).Accepted()["CiphertextBlob"]!;
        (await Aws.KmsAsync("DisableKey", Of(Key))).Accepted();

        Assert.Equal("400 DisabledException", (await Aws.KmsAsync("GenerateDataKey", Of(Key))).Refusal);
        Assert.Equal("400 DisabledException", (await Aws.KmsAsync("Decrypt", new() { ["CiphertextBlob"] = blob })).Refusal);
        Assert.Equal((false, "Disabled"), await StateAsync());
        (await Aws.KmsAsync("EnableKey", Of(Key))).Accepted();
        Assert.Equal(200, (await Aws.KmsAsync("Decrypt", new() { ["CiphertextBlob"] = blob })).Status);
    }

    [Fact]
    public async Task A_key_that_is_given_up_can_be_kept_until_its_day_comes()
    {
        (await Aws.KmsAsync("ScheduleKeyDeletion", new() { ["KeyId"] = Key, ["PendingWindowInDays"] = 7 })).Accepted();
        Assert.Equal("400 KMSInvalidStateException", (await Aws.KmsAsync("GenerateDataKey", Of(Key))).Refusal);
        (await Aws.KmsAsync("CancelKeyDeletion", Of(Key))).Accepted();
        await Emulator.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Equal((false, "Disabled"), await StateAsync());

        (await Aws.KmsAsync("ScheduleKeyDeletion", new() { ["KeyId"] = Key, ["PendingWindowInDays"] = 7 })).Accepted();
        await Emulator.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Equal("400 NotFoundException", (await Aws.KmsAsync("DescribeKey", Of(Key))).Refusal);
    }

    [Fact]
    public async Task What_a_multi_region_key_has_encrypted_its_replica_decrypts()
    {
        var key = (string)(await Aws.KmsAsync("CreateKey", new() { ["MultiRegion"] = true })).Accepted()["KeyMetadata"]!["KeyId"]!;
        var replica = (await Aws.KmsAsync("ReplicateKey", new() { ["KeyId"] = key, ["ReplicaRegion"] = RunningEmulator.Abroad }))
            .Accepted()["ReplicaKeyMetadata"]!;
        var made = (await Aws.KmsAsync("GenerateDataKey", Of(key))).Accepted();

        var opened = (
            await Abroad.KmsAsync(
                "Decrypt", new() { ["CiphertextBlob"] = (string)made["CiphertextBlob"]!, ["KeyId"] = (string)replica["Arn"]! })).Accepted();

        Assert.StartsWith("mrk-", key, StringComparison.Ordinal);
        Assert.Equal((string?)made["Plaintext"], (string?)opened["Plaintext"]);
        Assert.Equal("REPLICA", (string?)replica["MultiRegionConfiguration"]!["MultiRegionKeyType"]);
        Assert.Equal(
            "400 UnsupportedOperationException",
            (await Aws.KmsAsync("ReplicateKey", new() { ["KeyId"] = Key, ["ReplicaRegion"] = RunningEmulator.Abroad })).Refusal);
    }

    [Fact]
    public async Task Keys_get_names_and_are_listed_in_pages()
    {
        var key = (string)(await Aws.KmsAsync("CreateKey")).Accepted()["KeyMetadata"]!["KeyId"]!;
        (await Aws.KmsAsync("CreateAlias", new() { ["AliasName"] = "alias/second", ["TargetKeyId"] = key })).Accepted();

        var first = await Aws.KmsAsync("ListAliases", new() { ["Limit"] = 1 });
        var second = await Aws.KmsAsync("ListAliases", new() { ["Limit"] = 1, ["Marker"] = (string?)first["NextMarker"] });

        Assert.Equal((true, false), ((bool)first["Truncated"]!, (bool)second["Truncated"]!));
        Assert.Equal(
            ["alias/portal", "alias/second"], new[] { first, second }.Select(page => (string?)page.List("Aliases").Single()["AliasName"]));
        Assert.Equal(
            "400 AlreadyExistsException",
            (await Aws.KmsAsync("CreateAlias", new() { ["AliasName"] = Key, ["TargetKeyId"] = key })).Refusal);
    }

    private RawAws Abroad => Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);

    private static JsonObject Of(string key) => new() { ["KeyId"] = key };

    private async Task<(bool, string)> StateAsync()
    {
        var key = (await Aws.KmsAsync("DescribeKey", Of(Key))).Accepted()["KeyMetadata"]!;
        return ((bool)key["Enabled"]!, (string)key["KeyState"]!);
    }
}
