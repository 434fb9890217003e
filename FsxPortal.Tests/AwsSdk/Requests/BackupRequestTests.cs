using System.Globalization;
using Amazon.Backup;

namespace FsxPortal.Tests.AwsSdk.Requests;

public sealed class BackupRequestTests
{
    private const string Point = "arn:aws:fsx:eu-central-1:111122223333:backup/backup-0123456789abcdef0";
    private const string PointInPath = "arn%3Aaws%3Afsx%3Aeu-central-1%3A111122223333%3Abackup%2Fbackup-0123456789abcdef0";
    private const string FileSystem = "arn:aws:fsx:eu-central-1:111122223333:file-system/fs-0123456789abcdef0";
    private const string FileSystemInPath = "arn%3Aaws%3Afsx%3Aeu-central-1%3A111122223333%3Afile-system%2Ffs-0123456789abcdef0";

    private static readonly DateTime Instant =
        DateTime.Parse("2026-01-02T03:04:05.678Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<IAmazonBackup, Task>> Reads => new()
    {
        { "GET /backup-jobs/job-1", client => client.DescribeBackupJobAsync(new() { BackupJobId = "job-1" }, Cancel) },
        { "GET /backup-jobs", client => client.ListBackupJobsAsync(new(), Cancel) },
        {
            "GET /backup-jobs?accountId=111122223333&backupVaultName=v1&completeAfter=2026-01-02T03%3A04%3A05.678Z"
            + "&completeBefore=2026-01-02T03%3A04%3A06Z&createdAfter=2026-01-02T03%3A04%3A05.678Z&createdBefore=2026-01-02T03%3A04%3A06Z"
            + $"&maxResults=1000&messageCategory=SUCCESS&nextToken=a%2Bb%2Fc%3D&parentJobId=p&resourceArn={FileSystemInPath}"
            + "&resourceType=FSx&state=RUNNING",
            client => client.ListBackupJobsAsync(
                new()
                {
                    ByAccountId = "111122223333",
                    ByBackupVaultName = "v1",
                    ByCompleteAfter = Instant,
                    ByCompleteBefore = Instant.AddMilliseconds(322),
                    ByCreatedAfter = Instant,
                    ByCreatedBefore = Instant.AddMilliseconds(322),
                    ByMessageCategory = "SUCCESS",
                    ByParentJobId = "p",
                    ByResourceArn = FileSystem,
                    ByResourceType = "FSx",
                    ByState = BackupJobState.RUNNING,
                    MaxResults = 1000,
                    NextToken = "a+b/c=",
                },
                Cancel)
        },
        { "GET /copy-jobs/job-2", client => client.DescribeCopyJobAsync(new() { CopyJobId = "job-2" }, Cancel) },
        {
            "GET /copy-jobs?accountId=1&completeAfter=2026-01-02T03%3A04%3A05.678Z&completeBefore=2026-01-02T03%3A04%3A05.678Z"
            + "&createdAfter=2026-01-02T03%3A04%3A05.678Z&createdBefore=2026-01-02T03%3A04%3A05.678Z&destinationVaultArn=d&maxResults=5"
            + "&messageCategory=m&nextToken=n&parentJobId=p&resourceArn=r&resourceType=FSx&sourceRecoveryPointArn=s&state=COMPLETED",
            client => client.ListCopyJobsAsync(
                new()
                {
                    ByAccountId = "1",
                    ByCompleteAfter = Instant,
                    ByCompleteBefore = Instant,
                    ByCreatedAfter = Instant,
                    ByCreatedBefore = Instant,
                    ByDestinationVaultArn = "d",
                    ByMessageCategory = "m",
                    ByParentJobId = "p",
                    ByResourceArn = "r",
                    ByResourceType = "FSx",
                    BySourceRecoveryPointArn = "s",
                    ByState = CopyJobState.COMPLETED,
                    MaxResults = 5,
                    NextToken = "n",
                },
                Cancel)
        },
        {
            "GET /backup-vaults?maxResults=5&nextToken=n&shared=false&vaultType=BACKUP_VAULT",
            client => client.ListBackupVaultsAsync(
                new() { ByShared = false, ByVaultType = VaultType.BACKUP_VAULT, MaxResults = 5, NextToken = "n" }, Cancel)
        },
        {
            "GET /backup-vaults/v1?backupVaultAccountId=2",
            client => client.DescribeBackupVaultAsync(new() { BackupVaultName = "v1", BackupVaultAccountId = "2" }, Cancel)
        },
        {
            "GET /backup-vaults/v1/recovery-points?backupPlanId=b&backupVaultAccountId=2&createdAfter=2026-01-02T03%3A04%3A05.678Z"
            + "&createdBefore=2026-01-02T03%3A04%3A05.678Z&maxResults=5&nextToken=n&parentRecoveryPointArn=p&resourceArn=r&resourceType=FSx",
            client => client.ListRecoveryPointsByBackupVaultAsync(
                new()
                {
                    BackupVaultName = "v1",
                    BackupVaultAccountId = "2",
                    ByBackupPlanId = "b",
                    ByCreatedAfter = Instant,
                    ByCreatedBefore = Instant,
                    ByParentRecoveryPointArn = "p",
                    ByResourceArn = "r",
                    ByResourceType = "FSx",
                    MaxResults = 5,
                    NextToken = "n",
                },
                Cancel)
        },
        {
            $"GET /resources/{FileSystemInPath}/recovery-points?managedByAWSBackupOnly=true&maxResults=5&nextToken=n",
            client => client.ListRecoveryPointsByResourceAsync(
                new() { ResourceArn = FileSystem, ManagedByAWSBackupOnly = true, MaxResults = 5, NextToken = "n" }, Cancel)
        },
        {
            $"GET /backup-vaults/v1/recovery-points/{PointInPath}?backupVaultAccountId=2",
            client => client.DescribeRecoveryPointAsync(
                new() { BackupVaultName = "v1", RecoveryPointArn = Point, BackupVaultAccountId = "2" }, Cancel)
        },
        {
            $"DELETE /backup-vaults/v1/recovery-points/{PointInPath}",
            client => client.DeleteRecoveryPointAsync(new() { BackupVaultName = "v1", RecoveryPointArn = Point }, Cancel)
        },
        {
            $"GET /backup-vaults/v1/recovery-points/{PointInPath}/restore-metadata?backupVaultAccountId=2",
            client => client.GetRecoveryPointRestoreMetadataAsync(
                new() { BackupVaultName = "v1", RecoveryPointArn = Point, BackupVaultAccountId = "2" }, Cancel)
        },
        { "GET /account-settings", client => client.DescribeRegionSettingsAsync(new(), Cancel) },
    };

    [Theory]
    [MemberData(nameof(Reads), DisableDiscoveryEnumeration = true)]
    public async Task A_request_without_a_body_is_its_address(string expected, Func<IAmazonBackup, Task> call)
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await call(client);

        Assert.Equal(expected, server.OnlyRequest.ToString());
        Assert.Equal("", server.OnlyRequest.Body);
        Assert.False(server.OnlyRequest.Headers.ContainsKey("Content-Type"));
        Assert.Equal("2018-11-15", server.OnlyRequest.Headers["x-amz-api-version"]);
    }

    [Fact]
    public async Task StartBackupJob_sends_what_is_set_and_nothing_else()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await client.StartBackupJobAsync(
            new()
            {
                BackupVaultName = "v1",
                ResourceArn = FileSystem,
                IamRoleArn = "role",
                IdempotencyToken = "token-1",
                StartWindowMinutes = 60,
                Lifecycle = new() { DeleteAfterDays = 7 },
                RecoveryPointTags = new() { ["fp/1"] = "a+b/c=", ["Größe"] = "" },
            },
            Cancel);

        Assert.Equal("PUT /backup-jobs", server.OnlyRequest.ToString());
        Assert.Equal("application/json", server.OnlyRequest.Headers["Content-Type"]);
        Assert.Equal(
            """{"BackupVaultName":"v1","ResourceArn":"arn:aws:fsx:eu-central-1:111122223333:file-system/fs-0123456789abcdef0","IamRoleArn":"role","IdempotencyToken":"token-1","StartWindowMinutes":60,"Lifecycle":{"DeleteAfterDays":7},"RecoveryPointTags":{"fp/1":"a+b/c=","Größe":""}}""",
            server.OnlyRequest.Body);
    }

    [Fact]
    public async Task StartCopyJob_names_source_and_destination()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await client.StartCopyJobAsync(
            new()
            {
                RecoveryPointArn = "p",
                SourceBackupVaultName = "v1",
                DestinationBackupVaultArn = "d",
                IamRoleArn = "role",
                IdempotencyToken = "t"
            },
            Cancel);

        Assert.Equal("PUT /copy-jobs", server.OnlyRequest.ToString());
        Assert.Equal(
            """{"RecoveryPointArn":"p","SourceBackupVaultName":"v1","DestinationBackupVaultArn":"d","IamRoleArn":"role","IdempotencyToken":"t"}""",
            server.OnlyRequest.Body);
    }

    [Fact]
    public async Task StartRestoreJob_sends_its_metadata_as_it_is()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await client.StartRestoreJobAsync(
            new()
            {
                RecoveryPointArn = "p",
                IamRoleArn = "role",
                IdempotencyToken = "t",
                ResourceType = "FSx",
                CopySourceTagsToRestoredResource = false,
                Metadata = new() { ["SubnetIds"] = """["subnet-1"]""" },
            },
            Cancel);

        Assert.Equal("PUT /restore-jobs", server.OnlyRequest.ToString());
        Assert.Equal(
            """{"RecoveryPointArn":"p","Metadata":{"SubnetIds":"[\"subnet-1\"]"},"IamRoleArn":"role","IdempotencyToken":"t","ResourceType":"FSx","CopySourceTagsToRestoredResource":false}""",
            server.OnlyRequest.Body);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_path_without_its_member_is_refused_before_it_is_sent(string? vault)
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        var error = await Assert.ThrowsAsync<AmazonBackupException>(
            () => client.DescribeBackupVaultAsync(new() { BackupVaultName = vault }, Cancel));

        Assert.Contains("BackupVaultName", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }
}
