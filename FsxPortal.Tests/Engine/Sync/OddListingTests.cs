using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>Items that AWS lists twice, or says nonsense of: named, and nobody else's trouble.</summary>
public sealed class OddListingTests : EngineTests
{
    [StoreTheory]
    [InlineData("repeatItems")]
    [InlineData("repeatPage")]
    public async Task What_is_listed_twice_counts_once(string fault)
    {
        Portal.Aws.Fault($$"""{ "service": "*", "operation": "*", "action": "{{fault}}" }""");
        Portal.Aws.AddVolume("vol");
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());

        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.ReadAsync(db => db.RestorePoints.Where(point => point.Kind == RestorePointKind.Copy).ExecuteDeleteAsync(Cancel));
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(TimeSpan.FromDays(3));

        await using var db = Portal.OpenDatabase();
        Assert.Equal(3, await db.FileSystems.CountAsync(Cancel));
        Assert.Equal(3, await db.RestorePoints.CountAsync(
            point => point.State == RestorePointState.Available && point.Kind == RestorePointKind.Backup, Cancel));
        Assert.False(await db.RestorePoints.AnyAsync(point => point.Kind == RestorePointKind.Manual, Cancel));
        Assert.False(await db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel));
        Assert.False(await db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel));
    }

    [StoreTheory]
    [InlineData("fsx", "DescribeFileSystems", "ResourceARN", "It has no ARN.")]
    [InlineData("fsx", "DescribeFileSystems", "FileSystemType", "Its type '' is none that the portal knows.")]
    [InlineData("backup", "ListBackupVaults", "BackupVaultName", "It has no name.")]
    [InlineData("backup", "ListBackupVaults", "BackupVaultArn", "It has no ARN.")]
    [InlineData("backup", "ListRecoveryPointsByBackupVault", "CreationDate", "It has no creation date.")]
    [InlineData("backup", "ListRecoveryPointsByBackupVault", "ResourceArn", "It does not name what it is a backup of.")]
    [InlineData("backup", "ListRecoveryPointsByBackupVault", "BackupVaultArn", "It names no vault.")]
    [InlineData("backup", "ListRecoveryPointsByBackupVault", "RecoveryPointArn", "without a name")]
    public async Task What_is_malformed_is_named_and_everything_else_is_read(string service, string operation, string member, string said)
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand());
        await Portal.RunAsync(policy);
        Portal.Aws.AddFileSystem("web");
        Portal.Aws.Advance(Hours(1));
        var before = await StateAsync();
        Portal.Aws.Fault(
            $$"""
            {
                "service": "{{service}}", "operation": "{{operation}}", "region": "{{AwsFixture.Home}}", "action": "dropMember",
                "parameters": { "member": "{{member}}", "items": 1 }
            }
            """);

        for (var round = 0; round < 3; round++)
        {
            var sync = await Portal.SyncAsync();
            Assert.Equal(SessionState.Warning, sync.State);
            Assert.Contains(await LogAsync(sync.Id), line => line.Contains(said, StringComparison.Ordinal));
            Portal.Aws.Advance(Hours(1));
        }

        Assert.Equal(before, (await StateAsync())[..before.Count]);
        Assert.Equal(3, await Portal.ReadAsync(db => db.FileSystems.CountAsync(Cancel)));
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        Portal.Aws.Mend();
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
    }

    [StoreFact]
    public async Task A_tag_with_two_values_is_named_and_the_first_one_counts()
    {
        Portal.Aws.Fault(
            """
            {
                "service": "fsx", "operation": "DescribeFileSystems", "action": "repeatItems", "parameters": { "member": "Tags" }
            }
            """);
        var arn = Portal.Aws.AddFileSystem("erp");

        var sync = await Portal.SyncAsync();

        Assert.Contains($"AWS lists several values of the tag 'Name' of {arn}. The first one counts.", await LogAsync(sync.Id));
        Assert.Equal(["erp"], await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Name).ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task A_point_whose_tags_say_two_things_is_nobodys_until_they_say_one()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand()));
        await Portal.ReadAsync(db => db.RestorePoints.ExecuteDeleteAsync(Cancel));
        Portal.Aws.Fault(
            """
            {
                "service": "fsx", "operation": "DescribeBackups", "action": "repeatItems", "parameters": { "member": "Tags" }
            }
            """);

        var sync = await Portal.SyncAsync();

        Assert.StartsWith("1 restore points seen, 0 adopted, 0 not found. 1 are left", sync.Reason, StringComparison.Ordinal);
        Portal.Aws.Mend();
        await Portal.SyncAsync();
        Assert.Equal(RestorePointKind.Backup, (await Portal.ReadAsync(db => db.RestorePoints.SingleAsync(Cancel))).Kind);
    }

    [StoreFact]
    public async Task Retention_leaves_a_chain_with_a_malformed_point_and_judges_the_others()
    {
        await AddFileSystemsAsync("erp", "hr");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand());
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(1));
        await Portal.RunAsync(policy);
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "ListRecoveryPointsByBackupVault", "nth": 1, "times": 1, "action": "dropMember",
                "parameters": { "member": "CreationDate", "items": 1 }
            }
            """);

        await Portal.AdvanceAsync(TimeSpan.FromDays(2));
        await Portal.AdvanceAsync(Hours(1));

        var states = await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().GroupBy(point => point.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(Cancel));
        Assert.Contains(states, state => state.Key == RestorePointState.Deleted && state.Count == 1);
        Assert.Contains(
            await Portal.ReadAsync(db => db.Log.Select(line => line.Text).ToListAsync(Cancel)),
            line => line.Contains("nothing was deleted. What AWS says of", StringComparison.Ordinal));
    }

    private Task<List<string>> StateAsync() => Portal.ReadAsync(async db =>
    {
        var fileSystems = await db.FileSystems.AsNoTracking().OrderBy(row => row.Id).Take(2).ToListAsync(Cancel);
        var vaults = await db.Vaults.AsNoTracking().OrderBy(row => row.Arn).ToListAsync(Cancel);
        var points = await db.RestorePoints.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancel);
        return fileSystems.Select(row => $"{row.Name} {row.Type} {row.GoneAt}").Concat(vaults.Select(row => $"{row.Arn} {row.GoneAt}"))
            .Concat(points.Select(row => $"{row.Arn} {row.State}")).ToList();
    });

    private Task<List<string>> LogAsync(Guid session) =>
        Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == session).Select(line => line.Text).ToListAsync(Cancel));
}
