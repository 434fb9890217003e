using System.Globalization;
using Amazon.Backup;
using Amazon.Backup.Model;
using Amazon.FSx;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;

namespace FsxPortal.Tests.AwsSdk;

public sealed class ResponseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instants_are_exact_to_the_millisecond_and_utc()
    {
        var job = await ReadJobAsync("""{"CreationDate":1767323045.678,"CompletionDate":1767323045,"StartBy":1.767323045678E9}""");

        Assert.Equal("2026-01-02T03:04:05.6780000Z", job.CreationDate?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal("2026-01-02T03:04:05.0000000Z", job.CompletionDate?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(job.CreationDate, job.StartBy);
    }

    [Fact]
    public async Task What_AWS_adds_is_ignored_and_what_it_leaves_out_is_null()
    {
        var job = await ReadJobAsync(
            """{"BackupJobId":"j","Novelty":{"Deep":[1,{"x":null}]},"StatusMessage":null,"BytesTransferred":null}""");

        Assert.Equal("j", job.BackupJobId);
        Assert.Null(job.State);
        Assert.Null(job.StatusMessage);
        Assert.Null(job.BytesTransferred);
        Assert.Null(job.BackupOptions);
        Assert.Null(job.CreatedBy);
    }

    [Fact]
    public async Task A_state_that_is_new_to_us_keeps_its_text()
    {
        var job = await ReadJobAsync("""{"State":"TELEPORTING"}""");

        Assert.Equal("TELEPORTING", job.State?.Value);
        Assert.Equal(new BackupJobState("TELEPORTING"), job.State);
        Assert.Same(BackupJobState.RUNNING, BackupJobState.FindValue("RUNNING"));
    }

    [Fact]
    public async Task A_job_is_read_with_all_its_parts()
    {
        var job = await ReadJobAsync(
            """
            {"State":"COMPLETED","PercentDone":"100.0","BackupSizeInBytes":9007199254740993,"IsEncrypted":true,
             "CreatedBy":{"BackupPlanId":"p"},"RecoveryPointLifecycle":{"DeleteAfterDays":-1},
             "BackupOptions":{"a":"b"},"ChildJobsInState":{"RUNNING":2}}
            """);

        Assert.Same(BackupJobState.COMPLETED, job.State);
        Assert.Equal("100.0", job.PercentDone);
        Assert.Equal(9007199254740993, job.BackupSizeInBytes);
        Assert.True(job.IsEncrypted);
        Assert.Equal("p", job.CreatedBy?.BackupPlanId);
        Assert.Equal(-1, job.RecoveryPointLifecycle?.DeleteAfterDays);
        Assert.Equal("b", job.BackupOptions?["a"]);
        Assert.Equal(2, job.ChildJobsInState?["RUNNING"]);
    }

    [Fact]
    public async Task A_file_system_is_read_with_the_configuration_of_its_type()
    {
        await using var server = (await WireServer.StartAsync()).Answers(
            200,
            """
            {"FileSystems":[{"FileSystemId":"fs-1","FileSystemType":"WINDOWS","Lifecycle":"AVAILABLE","StorageCapacity":2048,
              "CreationTime":1767323045.678,"SubnetIds":["subnet-1"],"Tags":[{"Key":"env","Value":"prod"}],
              "WindowsConfiguration":{"DeploymentType":"MULTI_AZ_1","ThroughputCapacity":64,"MaintenanceOperationsInProgress":["PATCHING"],
                "SelfManagedActiveDirectoryConfiguration":{"DomainName":"corp.example","DnsIps":["10.0.0.1"]},
                "DiskIopsConfiguration":{"Mode":"AUTOMATIC","Iops":6144}}}],"NextToken":"n"}
            """);
        using var client = server.FSx();

        var answer = await client.DescribeFileSystemsAsync(new(), Cancel);

        var windows = Assert.Single(answer.FileSystems!);
        Assert.Equal("n", answer.NextToken);
        Assert.Same(FileSystemType.WINDOWS, windows.FileSystemType);
        Assert.Equal(2048, windows.StorageCapacity);
        Assert.Equal("prod", Assert.Single(windows.Tags!).Value);
        Assert.Same(WindowsDeploymentType.MULTI_AZ_1, windows.WindowsConfiguration?.DeploymentType);
        Assert.Equal(["PATCHING"], windows.WindowsConfiguration!.MaintenanceOperationsInProgress!);
        Assert.Equal("corp.example", windows.WindowsConfiguration.SelfManagedActiveDirectoryConfiguration?.DomainName);
        Assert.Equal(6144, windows.WindowsConfiguration.DiskIopsConfiguration?.Iops);
        Assert.Null(windows.LustreConfiguration);
    }

    [Fact]
    public async Task A_backup_of_a_volume_is_read_with_its_volume()
    {
        await using var server = (await WireServer.StartAsync()).Answers(
            200,
            """
            {"Backups":[{"BackupId":"backup-1","Lifecycle":"TRANSFERRING","Type":"AWS_BACKUP","ProgressPercent":40,"SizeInBytes":5000000000,
              "ResourceType":"VOLUME","Volume":{"VolumeId":"fsvol-1","OntapConfiguration":{"OntapVolumeType":"RW","SizeInMegabytes":1024,
                "TieringPolicy":{"Name":"AUTO","CoolingPeriod":31}}}}]}
            """);
        using var client = server.FSx();

        var backup = Assert.Single((await client.DescribeBackupsAsync(new(), Cancel)).Backups!);

        Assert.Same(BackupLifecycle.TRANSFERRING, backup.Lifecycle);
        Assert.Same(BackupType.AWS_BACKUP, backup.Type);
        Assert.Equal((40, 5_000_000_000), (backup.ProgressPercent, backup.SizeInBytes));
        Assert.Same(OntapVolumeType.RW, backup.Volume?.OntapConfiguration?.OntapVolumeType);
        Assert.Equal(31, backup.Volume!.OntapConfiguration!.TieringPolicy?.CoolingPeriod);
    }

    [Fact]
    public async Task Maps_of_flags_are_read()
    {
        await using var server = (await WireServer.StartAsync())
            .Answers(200, """{"ResourceTypeOptInPreference":{"FSx":true,"EFS":false}}""");
        using var client = server.Backup();

        var settings = await client.DescribeRegionSettingsAsync(new(), Cancel);

        Assert.Equal(new() { ["FSx"] = true, ["EFS"] = false }, settings.ResourceTypeOptInPreference);
        Assert.Null(settings.ResourceTypeManagementPreference);
    }

    [Fact]
    public async Task An_answer_in_chunks_is_read_although_it_has_no_length()
    {
        await using var server = (await WireServer.StartAsync()).Answers(async context =>
        {
            await context.Response.WriteAsync("""{"BackupJobs":[{"Backup""", Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await context.Response.WriteAsync("""JobId":"j"}]}""", Cancel);
        });
        using var client = server.Backup();

        var answer = await client.ListBackupJobsAsync(new(), Cancel);

        Assert.Equal("j", Assert.Single(answer.BackupJobs!).BackupJobId);
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_response_with_its_request_id()
    {
        await using var server = (await WireServer.StartAsync()).Answers(200, "", headers: ("x-amzn-RequestId", "request-1"));
        using var client = server.Backup();

        var answer = await client.DeleteRecoveryPointAsync(new() { BackupVaultName = "v1", RecoveryPointArn = "p" }, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.HttpStatusCode);
        Assert.Equal("request-1", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task The_members_of_the_SDK_are_not_for_AWS_to_set()
    {
        var job = await ReadJobAsync("""{"BackupJobId":"j","HttpStatusCode":"odd","ContentLength":{},"ResponseMetadata":7}""");

        Assert.Equal(System.Net.HttpStatusCode.OK, job.HttpStatusCode);
        Assert.Equal("j", job.BackupJobId);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_an_error()
    {
        await using var server = await WireServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            server.Answers(200, "<html>Welcome to the proxy</html>", "text/html");
        }

        using var client = server.Backup();

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.ListBackupJobsAsync(new(), Cancel));
    }

    private static async Task<DescribeBackupJobResponse> ReadJobAsync(string json)
    {
        await using var server = (await WireServer.StartAsync()).Answers(200, json);
        using var client = server.Backup();
        return await client.DescribeBackupJobAsync(new() { BackupJobId = "j" }, Cancel);
    }
}
