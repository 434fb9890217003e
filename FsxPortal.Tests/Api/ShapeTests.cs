using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

/// <summary>Every member the contract names is there, under its name.</summary>
public sealed class ShapeTests : ApiTests
{
    [StoreFact]
    public async Task A_restore_point_is_held_and_released()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-2)));
        var point = await FirstAsync("/restore-points?kind=Backup&state=Available");

        var held = await JsonAsync(
            await SendAsync(HttpMethod.Put, $"/restore-points/{point["id"]}/hold", new JsonObject { ["reason"] = "A court case." }), 200);
        var wrong = await ProblemAsync(
            await SendAsync(HttpMethod.Put, $"/restore-points/{point["id"]}/hold", new JsonObject { ["until"] = "2020-01-01T00:00:00Z" }),
            400);
        var free = await JsonAsync(await SendAsync(HttpMethod.Delete, $"/restore-points/{point["id"]}/hold"), 200);

        Assert.Equal("A court case.", (string?)held["hold"]!["reason"]);
        Assert.Equal(["reason", "until"], Members(wrong["errors"]));
        Assert.Null(free["hold"]);
    }

    [StoreFact]
    public async Task Accounts_and_vaults()
    {
        await Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 3), Rows.Now));

        Has("id name awsAccount roleArn regions", await FirstAsync("/accounts"));
        Has("id arn name awsAccount region locked keyArn restorePoints", await FirstAsync("/vaults"));
    }

    [StoreFact]
    public async Task File_systems()
    {
        await Database.AddAsync(Rows.Policy("Gold"), Rows.Policy("Silver", 2), Rows.FileSystem("ant", FileSystemType.OpenZfs));

        var fileSystem = await FirstAsync("/file-systems");

        Has("id arn awsFileSystemId awsVolumeId name type deployment activeDirectory storageGiB accountId awsAccount region lifecycle "
            + "policyId skippedBy protection", fileSystem);
        Has("policyId reason", fileSystem["skippedBy"]![0]);
        Has("state lastBackupAt lastCopyAt nextRunAt restorePoints", fileSystem["protection"]);
        Assert.Equal(
            ("OpenZfs", "None", "AtRisk"),
            ((string?)fileSystem["type"], (string?)fileSystem["activeDirectory"], (string?)fileSystem["protection"]!["state"]));
        Assert.Equal((string?)fileSystem["id"], (string?)(await GetAsync($"/file-systems/{fileSystem["id"]}"))["id"]);
    }

    [StoreFact]
    public async Task Chains_and_restore_points()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        var old = Rows.Point(
            fileSystem, Rows.Now.AddDays(-3), vaultArn: Rows.VaultArn.Replace("portal-vault", "old-vault", StringComparison.Ordinal));
        await Database.AddAsync(policy, fileSystem, old, Rows.Point(fileSystem, Rows.Now.AddDays(-2)),
            Rows.Point(fileSystem, Rows.Now.AddDays(-2), RestorePointKind.Copy),
                Rows.Point(fileSystem, Rows.Now.AddDays(-1), RestorePointKind.Manual));

        var chains = await GetAsync($"/file-systems/{fileSystem.Id}/chains");

        Has("backups copies manual otherBackups", chains);
        Has("vault region restorePoints", chains["backups"]);
        Has("vault region restorePoints", chains["copies"]![0]);
        Assert.Equal(("portal-vault", "old-vault"), ((string?)chains["backups"]!["vault"], (string?)chains["otherBackups"]![0]!["vault"]));
        const string members =
            "id arn kind state fileSystemId awsFileSystemId policyId sessionId sourceId vault region slot createdAt completedAt "
                + "sizeBytes incremental flags retention keptBecause foreignBecause deletedBecause deletedAt";
        Has(members, chains["backups"]!["restorePoints"]![0]);
        Has(members, chains["manual"]![0]);
        Has("flag until ended", chains["backups"]!["restorePoints"]![0]!["retention"]![0]);
        var copy = await FirstAsync("/restore-points?kind=Copy&state=Available&from=2026-03-01T00:00:00Z");
        Assert.Equal("Copy", (string?)copy["kind"]);
        Assert.Equal("2026-03-16T12:00:00Z", (string?)(await GetAsync($"/restore-points/{copy["id"]}"))["slot"]);
    }

    [StoreFact]
    public async Task A_file_system_without_backups_has_an_empty_chain_in_its_vault()
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(Rows.Policy(), fileSystem);

        var chains = await GetAsync($"/file-systems/{fileSystem.Id}/chains");

        Assert.Equal(("portal-vault", 0), ((string?)chains["backups"]!["vault"], chains["backups"]!["restorePoints"]!.AsArray().Count));
        await ProblemAsync(await SendAsync(HttpMethod.Get, $"/file-systems/{Rows.NewId()}/chains"), 404);
        await ProblemAsync(await SendAsync(HttpMethod.Get, $"/restore-points/{Rows.NewId()}"), 404);
    }

    [StoreFact]
    public async Task Sessions_and_tasks()
    {
        var (policy, fileSystem) = (Rows.Policy(), Rows.FileSystem("ant"));
        var session = Rows.Session(policy, Rows.Now);
        var task = Rows.Task(session, fileSystem);
        task.Follow("job-1");
        task.Retry("no", Rows.Now);
        task.Intend(Rows.Now);
        task.Follow("job-2");
        task.AddCopy(Rows.NewId(), Rows.CopyVaultArn);
        await Database.AddAsync(policy, fileSystem, session, task);

        var shown = await GetAsync($"/sessions/{session.Id}");
        Has("id type policyId slot trigger state percent startedAt endedAt reason counts", shown);
        Has("total running succeeded warning failed canceled skipped", shown["counts"]);
        var first = await FirstAsync($"/sessions/{session.Id}/tasks");
        Has("id sessionId fileSystemId state step percent reason backup attempts copies", first);
        Has("jobId recoveryPointArn percent", first["backup"]);
        Has("number backupJobId state reason", first["attempts"]![0]);
        Has("jobId region vault recoveryPointArn state reason", first["copies"]![0]);
    }

    private static void Has(string members, JsonNode? shape) => Assert.Empty(members.Split(' ').Except(Members(shape)));

    private async Task<JsonNode> FirstAsync(string path)
    {
        var page = await GetAsync(path);
        Assert.Equal(["items", "next"], Members(page));
        return page["items"]![0]!;
    }
}
