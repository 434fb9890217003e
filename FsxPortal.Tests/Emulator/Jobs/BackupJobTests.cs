using System.Globalization;
using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Jobs;

public sealed class BackupJobTests : EmulatorTest
{
    [Fact]
    public async Task A_job_is_created_runs_and_completes_with_its_point()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));

        var created = await Emulator.JobAsync(id);
        Assert.Equal(("CREATED", null, null), ((string?)created["State"], created["RecoveryPointArn"], created["PercentDone"]));

        await Emulator.AdvanceAsync(Minutes(5));
        var running = await Emulator.JobAsync(id);
        Assert.Equal("RUNNING", (string?)running["State"]);
        Assert.InRange(double.Parse((string)running["PercentDone"]!, CultureInfo.InvariantCulture), 1, 99);
        Assert.Null(running["CompletionDate"]);

        await Emulator.AdvanceAsync(Minutes(30));
        var completed = await Emulator.JobAsync(id);
        Assert.Equal(("COMPLETED", "100.0"), ((string?)completed["State"], (string?)completed["PercentDone"]));
        Assert.StartsWith(
            "arn:aws:fsx:eu-central-1:111122223333:backup/backup-", (string?)completed["RecoveryPointArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_times_are_emulated_ones_in_their_order()
    {
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));
        await Emulator.AdvanceAsync(TimeSpan.FromHours(3));

        var job = await Emulator.JobAsync(id);
        var point = await Aws.GetAsync(RunningEmulator.PathOf((string)job["RecoveryPointArn"]!));

        Assert.Equal(RunningEmulator.Begin, Instant(job, "CreationDate"));
        Assert.Equal(RunningEmulator.Begin + TimeSpan.FromMinutes(480), Instant(job, "StartBy"));
        Assert.Equal(RunningEmulator.Begin + Seconds(20), Instant(point, "CreationDate"));
        Assert.Equal(Instant(job, "CompletionDate"), Instant(point, "CompletionDate"));
        Assert.InRange(Instant(point, "CompletionDate") - Instant(point, "CreationDate"), Minutes(12), Minutes(25));
    }

    [Fact]
    public async Task The_first_backup_is_full_and_the_next_ones_take_less_time()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();

        var times = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            var point = await Aws.GetAsync(RunningEmulator.PathOf(await Emulator.BackUpAsync(fileSystem)));
            times.Add(Instant(point, "CompletionDate") - Instant(point, "CreationDate"));
        }

        Assert.InRange(times[0], Minutes(12), Minutes(25));
        Assert.All(times.Skip(1), time => Assert.InRange(time, Minutes(4), Minutes(9)));
        Assert.Equal([true, false, false], Emulator.App.Aws.World.Points.Values.OrderBy(point => point.Number).Select(point => point.Full));
    }

    [Fact]
    public async Task A_size_is_what_a_restore_would_hold_and_only_the_point_knows_it()
    {
        var fileSystem = await Emulator.AddFileSystemAsync("share", new() { ["StorageCapacity"] = 1000 });
        var (first, second) = (await Emulator.BackUpAsync(fileSystem), await Emulator.BackUpAsync(fileSystem));

        var sizes = (await Aws.FsxAsync("DescribeBackups")).List("Backups")
            .ToDictionary(backup => (string)backup["ResourceARN"]!, backup => (long)backup["SizeInBytes"]!);
        Assert.Equal(600L << 30, sizes[first]);
        Assert.InRange(sizes[second], sizes[first] + 1, sizes[first] * 101 / 100);
        Assert.Equal(sizes[first], (long)(await Aws.GetAsync(RunningEmulator.PathOf(first)))["BackupSizeInBytes"]!);
        Assert.All((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"), job => Assert.Null(job["BackupSizeInBytes"]));
    }

    [Fact]
    public async Task A_resource_has_one_job_at_a_time()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var first = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        var second = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));

        await Emulator.AdvanceAsync(Minutes(5));
        Assert.Equal("RUNNING", (string?)(await Emulator.JobAsync(first))["State"]);
        var waiting = await Emulator.JobAsync(second);
        Assert.Equal("CREATED", (string?)waiting["State"]);
        Assert.Contains(first, (string?)waiting["StatusMessage"], StringComparison.Ordinal);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("COMPLETED", (string?)(await Emulator.JobAsync(second))["State"]);
    }

    [Fact]
    public async Task A_job_that_never_gets_its_turn_expires()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        Emulator.App.Aws.World.Resources[fileSystem].BusyWith = "something endless";
        var body = RunningEmulator.BackupOf(fileSystem);
        body["StartWindowMinutes"] = 60;
        var id = await Emulator.StartBackupAsync(body);

        await Emulator.AdvanceAsync(TimeSpan.FromHours(2));

        var job = await Emulator.JobAsync(id);
        Assert.Equal("EXPIRED", (string?)job["State"]);
        Assert.NotNull(job["CompletionDate"]);
    }

    [Fact]
    public async Task A_file_system_that_goes_before_its_job_starts_fails_the_job()
    {
        var fileSystem = await Emulator.AddFileSystemAsync();
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(fileSystem));
        (await Aws.FsxAsync("DeleteFileSystem", new() { ["FileSystemId"] = fileSystem.Split('/')[^1] })).Accepted();

        await Emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("FAILED", (string?)(await Emulator.JobAsync(id))["State"]);
        Assert.Empty(Emulator.App.Aws.World.Points);
    }

    [Fact]
    public async Task What_cannot_be_backed_up_is_refused_at_once()
    {
        var scratch = await Emulator.AddFileSystemAsync("scratch", new()
        {
            ["FileSystemType"] = "LUSTRE",
            ["LustreConfiguration"] = new JsonObject { ["DeploymentType"] = "SCRATCH_2" },
        });
        var ontap = await Emulator.AddFileSystemAsync("ontap", new() { ["FileSystemType"] = "ONTAP" });
        var fine = await Emulator.AddFileSystemAsync();

        Assert.Equal("400 InvalidParameterValueException", await RefusalAsync(RunningEmulator.BackupOf(scratch)));
        Assert.Equal("400 InvalidParameterValueException", await RefusalAsync(RunningEmulator.BackupOf(ontap)));
        Assert.Equal("400 ResourceNotFoundException", await RefusalAsync(RunningEmulator.BackupOf(fine + "0")));
        Assert.Equal("403 AccessDeniedException", await RefusalAsync(RunningEmulator.BackupOf(fine, "no-such-vault")));
        Assert.Equal(
            "400 InvalidParameterValueException",
            await RefusalAsync(With(fine, "IamRoleArn", $"arn:aws:iam::{RunningEmulator.Account}:role/nobody")));
        Assert.Equal("400 InvalidParameterValueException", await RefusalAsync(With(fine, "StartWindowMinutes", 59)));
        Assert.Empty((await Aws.GetAsync("/backup-jobs")).List("BackupJobs"));
    }

    [Fact]
    public async Task A_job_of_fsx_cannot_be_stopped()
    {
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(await Emulator.AddFileSystemAsync()));

        Assert.Equal("400 InvalidRequestException", (await Aws.BackupAsync("POST", $"/backup-jobs/{id}")).Refusal);
    }

    [Fact]
    public async Task A_list_of_jobs_can_be_narrowed_and_forgets_after_thirty_days()
    {
        var (one, other) = (await Emulator.AddFileSystemAsync("one"), await Emulator.AddFileSystemAsync("other"));
        await Emulator.BackUpAsync(one);
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(other, "Default"));

        Assert.Equal([id], await IdsAsync($"resourceArn={Uri.EscapeDataString(other)}"));
        Assert.Equal([id], await IdsAsync("state=CREATED"));
        Assert.Equal([id], await IdsAsync("backupVaultName=Default"));
        Assert.Equal([id], await IdsAsync("createdAfter=2026-03-10T11%3A00%3A00Z"));
        Assert.Equal(2, (await IdsAsync("resourceType=FSx")).Count);
        Assert.Empty(await IdsAsync("resourceType=EBS"));
        await Emulator.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal([id], await IdsAsync(""));
    }

    private static DateTimeOffset Instant(RawAnswer answer, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)((decimal)answer[member]! * 1000));

    private static JsonObject With(string resource, string member, JsonNode value) => new(RunningEmulator.BackupOf(resource)
        .Where(pair => pair.Key != member).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        .Append(KeyValuePair.Create(member, (JsonNode?)value)));

    private async Task<string> RefusalAsync(JsonObject body) => (await Aws.BackupAsync("PUT", "/backup-jobs", body)).Refusal;

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await Aws.GetAsync($"/backup-jobs?{query}")).List("BackupJobs").Select(job => (string)job["BackupJobId"]!)];
}
