using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Wire;

public sealed class PagingTests() : EmulatorTest(EmulatorSeed.Demo)
{
    [Theory]
    [InlineData("/backup-vaults/", "BackupVaultList", 2)]
    [InlineData("/backup-vaults/portal-vault/recovery-points/", "RecoveryPoints", 97)]
    public async Task A_list_of_aws_backup_is_whole_in_any_pages(string path, string list, int size)
    {
        var whole = await BackupPagesAsync(path, list, 1000);

        Assert.True(whole.Count > size);
        Assert.Equal(Texts(whole), Texts(await BackupPagesAsync(path, list, size)));
    }

    [Theory]
    [InlineData("/backup-jobs/", "BackupJobs")]
    [InlineData("/copy-jobs/", "CopyJobs")]
    public async Task A_list_of_jobs_is_whole_in_pages_of_one(string path, string list)
    {
        await StartJobsAsync();
        var whole = (await Aws.GetAsync(path)).List(list);

        Assert.Equal(3, whole.Count);
        Assert.Equal(Texts(whole), Texts(await BackupPagesAsync(path, list, 1)));
    }

    [Fact]
    public async Task The_points_of_a_resource_are_whole_in_pages()
    {
        var path = $"/resources/{Uri.EscapeDataString(Protected.Arn)}/recovery-points/";
        var whole = (await Aws.GetAsync(path)).List("RecoveryPoints");

        Assert.True(whole.Count > 10);
        Assert.Equal(Texts(whole), Texts(await BackupPagesAsync(path, "RecoveryPoints", 7)));
    }

    [Theory]
    [InlineData("DescribeFileSystems", "FileSystems", 1)]
    [InlineData("DescribeVolumes", "Volumes", 1)]
    [InlineData("DescribeBackups", "Backups", 33)]
    public async Task A_list_of_fsx_is_whole_in_any_pages(string operation, string list, int size)
    {
        var whole = await FsxPagesAsync(operation, list, [], 100);

        Assert.True(whole.Count > size);
        Assert.Equal(Texts(whole), Texts(await FsxPagesAsync(operation, list, [], size)));
    }

    [Fact]
    public async Task The_tags_of_a_resource_are_whole_in_pages_of_one()
    {
        var tags = await FsxPagesAsync("ListTagsForResource", "Tags", new() { ["ResourceARN"] = Protected.Arn }, 1);

        Assert.Equal(Protected.Tags.Keys.Order(StringComparer.Ordinal), tags.Select(tag => (string)tag["Key"]!));
    }

    [Fact]
    public async Task What_is_deleted_between_two_pages_takes_no_other_item_with_it()
    {
        var path = $"/backup-vaults/{RunningEmulator.Vault}/recovery-points/";
        var whole = Arns((await Aws.GetAsync(path)).List("RecoveryPoints"));
        var first = await Aws.GetAsync($"{path}?maxResults=10");
        foreach (var seen in whole.Take(10))
        {
            await Aws.BackupAsync("DELETE", RunningEmulator.PathOf(seen));
        }

        await Emulator.AdvanceAsync(Minutes(2));
        var second = await Aws.GetAsync($"{path}?maxResults=10&nextToken={Uri.EscapeDataString((string)first["NextToken"]!)}");

        Assert.Equal(whole.Skip(10).Take(10), Arns(second.List("RecoveryPoints")));
    }

    [Fact]
    public async Task A_vault_that_is_created_between_two_pages_repeats_none()
    {
        var first = await Aws.GetAsync("/backup-vaults/?maxResults=2");
        (await Aws.BackupAsync("PUT", "/backup-vaults/AAA", [])).Accepted();

        var second = await Aws.GetAsync($"/backup-vaults/?maxResults=2&nextToken={Uri.EscapeDataString((string)first["NextToken"]!)}");

        Assert.Equal(["portal-vault"], second.List("BackupVaultList").Select(vault => (string)vault["BackupVaultName"]!));
    }

    [Fact]
    public async Task A_file_system_that_is_deleted_between_two_pages_hides_no_other()
    {
        var whole = (await Aws.FsxAsync("DescribeFileSystems")).List("FileSystems").Select(Id).ToList();
        var first = await Aws.FsxAsync("DescribeFileSystems", new() { ["MaxResults"] = 1 });
        (await Aws.FsxAsync("DeleteFileSystem", new() { ["FileSystemId"] = whole[0] })).Accepted();

        var second = await Aws.FsxAsync("DescribeFileSystems", new() { ["MaxResults"] = 1, ["NextToken"] = (string)first["NextToken"]! });

        Assert.Equal(whole[1], Id(second.List("FileSystems").Single()));
    }

    [Fact]
    public async Task A_token_fits_no_other_question()
    {
        var page = await Aws.GetAsync($"/backup-vaults/{RunningEmulator.Vault}/recovery-points/?maxResults=1");
        var token = Uri.EscapeDataString((string)page["NextToken"]!);

        Assert.Equal(
            "400 InvalidParameterValueException",
            (await Aws.BackupAsync("GET", $"/backup-vaults/Default/recovery-points/?nextToken={token}")).Refusal);
        Assert.Equal("400 InvalidParameterValueException", (await Aws.BackupAsync("GET", $"/backup-jobs/?nextToken={token}")).Refusal);
        Assert.Equal("400 BadRequest", (await Aws.FsxAsync("DescribeBackups", new() { ["NextToken"] = "nonsense" })).Refusal);
    }

    private FsxPortal.Emulator.World.EmulatedResource Protected =>
        Emulator.App.Aws.World.Resources.Values.First(resource => resource.Backups > 10);

    private static string Id(JsonNode fileSystem) => (string)fileSystem["FileSystemId"]!;

    private static IEnumerable<string> Texts(IEnumerable<JsonNode> items) => items.Select(item => item.ToJsonString());

    private static List<string> Arns(IEnumerable<JsonNode> points) => [.. points.Select(point => (string)point["RecoveryPointArn"]!)];

    private async Task StartJobsAsync()
    {
        foreach (
            var point in Emulator.App.Aws.World.VaultOf(
                RunningEmulator.Account, RunningEmulator.Home, RunningEmulator.Vault)!.Points.Values.Take(3).ToList())
        {
            await Emulator.StartBackupAsync(RunningEmulator.BackupOf(point.Resource.Arn));
            (await Aws.BackupAsync("PUT", "/copy-jobs", new()
            {
                ["RecoveryPointArn"] = point.Arn,
                ["SourceBackupVaultName"] = RunningEmulator.Vault,
                ["DestinationBackupVaultArn"] =
                    $"arn:aws:backup:{RunningEmulator.Abroad}:{RunningEmulator.Account}:backup-vault:portal-copies",
                ["IamRoleArn"] = RunningEmulator.Role,
            })).Accepted();
        }
    }

    private async Task<List<JsonNode>> BackupPagesAsync(string path, string list, int size)
    {
        var all = new List<JsonNode>();
        for (var token = ""; token is not null;)
        {
            var next = token.Length == 0 ? "" : $"&nextToken={Uri.EscapeDataString(token)}";
            var page = await Aws.GetAsync($"{path}?maxResults={size}{next}");
            Assert.InRange(page.List(list).Count, 0, size);
            all.AddRange(page.List(list));
            token = (string?)page["NextToken"];
        }

        return all;
    }

    private async Task<List<JsonNode>> FsxPagesAsync(string operation, string list, JsonObject members, int size)
    {
        var all = new List<JsonNode>();
        for (string? token = "first"; token is not null;)
        {
            members["MaxResults"] = size;
            var page = (await Aws.FsxAsync(operation, members)).Accepted();
            Assert.InRange(page.List(list).Count, 0, size);
            all.AddRange(page.List(list));
            members["NextToken"] = token = (string?)page["NextToken"];
        }

        return all;
    }
}
