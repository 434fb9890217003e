using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Control;

public sealed class JournalTests : EmulatorTest
{
    [Fact]
    public async Task Every_request_is_kept_with_who_asked_what_and_what_it_changed()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        await Emulator.JobAsync(id);

        var entries = await ReadAsync();

        Assert.Equal(
            ["fsx CreateFileSystem", "backup StartBackupJob", "backup DescribeBackupJob"],
            entries.Select(entry => $"{entry["service"]} {entry["operation"]}"));
        Assert.Equal(
            [$"created file system {fileSystem.Split('/')[1]}", $"started backup job {id}", ""],
            entries.Select(entry => (string)entry["effect"]!));
        Assert.All(
            entries, entry =>
                Assert.Equal(
                    (RunningEmulator.Account, RunningEmulator.Home, 200),
                    ((string?)entry["account"], (string?)entry["region"], (int)entry["status"]!)));
        Assert.Equal(fileSystem, (string?)entries[1]["parameters"]!["ResourceArn"]);
        Assert.Equal(RunningEmulator.Begin, (DateTimeOffset)entries[1]["time"]!);
    }

    [Fact]
    public async Task Refusals_are_kept_too()
    {
        await Aws.BackupAsync("GET", "/backup-vaults/no-such-vault");
        await (Aws with { Secret = "wrong" }).BackupAsync("GET", "/backup-vaults");

        Assert.Equal(
            ["403 AccessDeniedException", "403 InvalidSignatureException"], (await ReadAsync())
                .Select(entry => $"{entry["status"]} {entry["error"]}"));
    }

    [Fact]
    public async Task It_is_read_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await Aws.GetAsync("/backup-vaults");
        }

        Assert.Equal([1, 2, 3, 4, 5], await NumbersAsync(""));
        Assert.Equal([3, 4], await NumbersAsync("?after=2&limit=2"));
        Assert.Empty(await NumbersAsync("?after=5"));
    }

    [Fact]
    public async Task A_repeated_token_is_told_from_a_started_job()
    {
        var body = RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync());
        body["IdempotencyToken"] = "one";
        await Emulator.StartBackupAsync(body);
        await Emulator.StartBackupAsync(body);

        var effects = (await ReadAsync()).Where(entry => (string?)entry["operation"] == "StartBackupJob")
            .Select(entry => (string)entry["effect"]!).ToList();

        Assert.StartsWith("started backup job", effects[0], StringComparison.Ordinal);
        Assert.StartsWith("replayed token", effects[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_the_emulator_are_not_among_the_parameters()
    {
        (await Aws.StsAsync(
            "AssumeRole", ("RoleArn", $"arn:aws:iam::{RunningEmulator.Account}:role/FsxPortal"), ("RoleSessionName", "portal"))).Accepted();

        Assert.Equal(
            ["Action", "Version", "RoleArn", "RoleSessionName"], (await ReadAsync()).Single()["parameters"]!.AsObject()
                .Select(pair => pair.Key));
    }

    private async Task<IReadOnlyList<JsonNode>> ReadAsync(string query = "") =>
        [.. JsonNode.Parse((await Emulator.ControlAsync("GET", $"journal{query}")).Text)!.AsArray().Select(entry => entry!)];

    private async Task<IEnumerable<int>> NumbersAsync(string query) => (await ReadAsync(query)).Select(entry => (int)entry["number"]!);
}
