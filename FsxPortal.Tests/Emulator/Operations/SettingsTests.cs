using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>What belongs to a Region: vaults, their tags, what is protected, what may be, and the network.</summary>
public sealed class SettingsTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Fact]
    public async Task A_vault_is_created_tagged_and_deleted_when_it_is_empty()
    {
        var arn = (string)(
            await Aws.BackupAsync("PUT", "/backup-vaults/new-vault", new() { ["BackupVaultTags"] = new JsonObject { ["owner"] = "me" } }))
                .Accepted()["BackupVaultArn"]!;
        var path = Uri.EscapeDataString(arn);

        (await Aws.BackupAsync("POST", $"/tags/{path}", new() { ["Tags"] = new JsonObject { ["tier"] = "1" } })).Accepted();
        Assert.Equal("""{"owner":"me","tier":"1"}""", (await Aws.GetAsync($"/tags/{path}/"))["Tags"]!.ToJsonString());
        (await Aws.BackupAsync("POST", $"/untag/{path}", new() { ["TagKeyList"] = new JsonArray("owner") })).Accepted();
        Assert.Equal("""{"tier":"1"}""", (await Aws.GetAsync($"/tags/{path}"))["Tags"]!.ToJsonString());

        (await Aws.BackupAsync("DELETE", "/backup-vaults/new-vault")).Accepted();
        Assert.Equal("403 AccessDeniedException", (await Aws.BackupAsync("GET", "/backup-vaults/new-vault")).Refusal);
        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("DELETE", $"/backup-vaults/{RunningEmulator.Vault}")).Refusal);
    }

    [Fact]
    public async Task A_vault_that_exists_is_named_in_the_refusal()
    {
        var refused = await Aws.BackupAsync("PUT", "/backup-vaults/Default", new() { ["CreatorRequestId"] = "other" });

        Assert.Equal("400 AlreadyExistsException", refused.Refusal);
        Assert.EndsWith(":backup-vault:Default", (string?)refused["Arn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_a_recovery_point_is_protected()
    {
        var resources = (await Aws.GetAsync("/resources/")).List("Results");
        var newest = Emulator.App.Aws.World.Points.Values.Where(point => point.Vault.Lane == "111122223333/eu-central-1")
            .MaxBy(point => point.CreatedAt)!;

        var described = await Aws.GetAsync($"/resources/{Uri.EscapeDataString(newest.Resource.Arn)}");

        Assert.Contains(resources, resource => (string?)resource["ResourceArn"] == newest.Resource.Arn);
        Assert.Equal(resources.Count, resources.Select(resource => (string?)resource["ResourceArn"]).Distinct().Count());
        Assert.Equal(newest.CreatedAt.ToUnixTimeSeconds(), (long)(decimal)described["LastBackupTime"]!);
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", "/resources/nothing")).Refusal);
    }

    [Fact]
    public async Task A_region_remembers_which_types_it_has_chosen()
    {
        (await Aws.BackupAsync("PUT", "/account-settings", new() { ["ResourceTypeOptInPreference"] = new JsonObject { ["FSx"] = false } }))
            .Accepted();

        Assert.Equal(
            """{"EBS":true,"EFS":true,"FSx":false}""",
            (await Aws.GetAsync("/account-settings"))["ResourceTypeOptInPreference"]!.ToJsonString());
        Assert.True(
            (bool)(await Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad)
                .GetAsync("/account-settings"))["ResourceTypeOptInPreference"]!["FSx"]!);
        Assert.Equal("400 InvalidParameterValueException",
            (await Aws.BackupAsync(
                "PUT", "/account-settings", new() { ["ResourceTypeOptInPreference"] = new JsonObject { ["Floppy"] = true } })).Refusal);
    }

    [Fact]
    public async Task A_lifecycle_is_replaced_as_a_whole()
    {
        var path = RunningEmulator.PathOf(await Emulator.BackUpAsync(await Emulator.AddFileSystemAsync(), Days(100)));

        Assert.Equal(2, (int)(await Aws.BackupAsync("POST", path, Days(2))).Accepted()["Lifecycle"]!["DeleteAfterDays"]!);
        Assert.Null((await Aws.BackupAsync("POST", path)).Accepted()["Lifecycle"]);
        await Emulator.AdvanceAsync(TimeSpan.FromDays(200));
        Assert.Equal("COMPLETED", (string?)(await Aws.GetAsync(path))["Status"]);

        await Aws.BackupAsync("POST", path, Days(201));
        await Emulator.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("400 ResourceNotFoundException", (await Aws.BackupAsync("GET", path)).Refusal);
    }

    [Theory]
    [InlineData("DescribeVpcs", "vpcId", 1)]
    [InlineData("DescribeSubnets", "subnetId", 3)]
    [InlineData("DescribeSecurityGroups", "groupId", 2)]
    public async Task A_region_has_the_network_its_file_systems_lie_in(string action, string member, int count)
    {
        var vpc = (string)(await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems")[0]["VpcId"]!;

        var found = (await Aws.Ec2Async(action, ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc))).Accepted();

        Assert.Equal(count, found.Xml.Descendants().Count(element => element.Name.LocalName == member));
        var elsewhere = (await Aws.Ec2Async(action, ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", "vpc-0"))).Accepted();
        Assert.DoesNotContain(elsewhere.Xml.Descendants(), element => element.Name.LocalName == "item");
    }

    private static JsonObject Days(int days) => new() { ["Lifecycle"] = new JsonObject { ["DeleteAfterDays"] = days } };
}
