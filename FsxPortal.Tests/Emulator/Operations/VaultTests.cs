using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Operations;

public sealed class VaultTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task A_vault_counts_its_points()
    {
        var listed = (await Aws.GetAsync("/backup-vaults")).List("BackupVaultList")
            .Single(vault => (string?)vault["BackupVaultName"] == RunningEmulator.Vault);
        var described = await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}");

        Assert.True((int)listed["NumberOfRecoveryPoints"]! > 100);
        Assert.Equal(listed.ToJsonString(), described.Json.ToJsonString());
    }

    [Fact]
    public async Task A_vault_is_created_once()
    {
        var body = new JsonObject { ["CreatorRequestId"] = "one" };
        var first = (await Aws.BackupAsync("PUT", "/backup-vaults/new-vault", body)).Accepted();

        Assert.Equal(first.Text, (await Aws.BackupAsync("PUT", "/backup-vaults/new-vault", body)).Text);
        Assert.Equal(
            "400 AlreadyExistsException",
            (await Aws.BackupAsync("PUT", "/backup-vaults/new-vault", new() { ["CreatorRequestId"] = "two" })).Refusal);
        Assert.Equal("400 AlreadyExistsException", (await Aws.BackupAsync("PUT", "/backup-vaults/new-vault", [])).Refusal);
        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("PUT", "/backup-vaults/x", [])).Refusal);
        Assert.Equal((string?)first["BackupVaultArn"], (string?)(await Aws.GetAsync("/backup-vaults/new-vault"))["BackupVaultArn"]);
    }

    [Fact]
    public async Task Points_of_a_vault_can_be_narrowed()
    {
        var points = Emulator.App.Aws.World.VaultOf(RunningEmulator.Account, RunningEmulator.Home, RunningEmulator.Vault)!.Points.Values;
        var resource = points[0].Resource.Arn;

        Assert.Equal(
            points.Count(point => point.Resource.Arn == resource), await CountAsync($"resourceArn={Uri.EscapeDataString(resource)}"));
        Assert.Equal(
            points.Count(point => point.CreatedAt > RunningEmulator.Begin.AddDays(-1)),
            await CountAsync("createdAfter=2026-03-09T10%3A50%3A00Z"));
        Assert.Equal(
            points.Count(point => point.CreatedAt < RunningEmulator.Begin.AddDays(-20)),
            await CountAsync("createdBefore=2026-02-18T10%3A50%3A00Z"));
        Assert.Equal(0, await CountAsync("resourceType=EBS"));
    }

    [Fact]
    public async Task A_point_says_what_a_restore_needs()
    {
        var point = Emulator.App.Aws.World.VaultOf(RunningEmulator.Account, RunningEmulator.Home, RunningEmulator.Vault)!.Points.Values[0];

        var metadata = (await Aws.GetAsync($"{RunningEmulator.PathOf(point.Arn)}/restore-metadata"))["RestoreMetadata"]!.AsObject();

        Assert.Equal(point.Resource.Id, (string?)metadata["FileSystemId"]);
        Assert.All(metadata, pair => Assert.Equal(System.Text.Json.JsonValueKind.String, pair.Value!.GetValueKind()));
    }

    [Fact]
    public async Task Fsx_is_opted_in() =>
        Assert.True((bool)(await Aws.GetAsync("/account-settings"))["ResourceTypeOptInPreference"]!["FSx"]!);

    private async Task<int> CountAsync(string query) =>
        (await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}/recovery-points?{query}")).List("RecoveryPoints").Count;
}
