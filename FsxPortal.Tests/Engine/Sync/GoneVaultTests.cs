using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>Vaults that somebody deletes in AWS, which then says that they may not be looked at.</summary>
public sealed class GoneVaultTests : EngineTests
{
    private const string Lost = "AWS no longer has the vault 'portal-vault' in eu-central-1.";
    private const string Remedy = "Create it again in AWS Backup and synchronise the vaults, or choose another vault.";

    [StoreFact]
    public async Task A_vault_that_is_gone_is_marked_and_named_and_its_Region_is_read_on()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().Keeping(90).ByHand());
        await Portal.RunAsync(policy);
        await EmptyAsync("portal-vault");
        Portal.Aws.AddFileSystem("hr");

        var sync = await Portal.SyncAsync();

        Assert.NotNull((await VaultAsync("portal-vault", AwsFixture.Home)).GoneAt);
        Assert.Null((await VaultAsync("portal-copies", AwsFixture.Home)).GoneAt);
        Assert.Equal(["erp", "hr"], await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Name).Order().ToListAsync(Cancel)));
        Assert.Contains(
            $"AWS no longer has the vault 'portal-vault' of {AwsFixture.Account} in eu-central-1. The policy 'Hourly' uses it. {Remedy} "
                + "1 of its restore points are looked for by name.", await LogAsync(sync.Id));
        Assert.Equal(RestorePointState.Suspect, (await PointAsync(RestorePointKind.Backup)).State);

        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();
        Assert.Equal(RestorePointState.Missing, (await PointAsync(RestorePointKind.Backup)).State);
        Assert.Equal(RestorePointState.Available, (await PointAsync(RestorePointKind.Copy)).State);
    }

    [StoreFact]
    public async Task A_policy_into_a_vault_that_is_gone_is_refused_and_one_that_exists_says_what_to_do()
    {
        var saved = await Portal.AddPolicyAsync(SomeDocument.Hourly("Saved").ByHand());
        await DeleteAsync("portal-vault");
        await Portal.SyncAsync();

        var document = SomeDocument.Hourly("New");
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => Portal.AddPolicyAsync(document));
        var edited = await Assert.ThrowsAsync<InvalidInputException>(() => Portal.Get<PolicyCommands>().ChangeAsync(
            Actor.Portal, saved.Id, SomeDocument.Hourly("Saved") with { Description = "x" }, null, RetentionWish.AskFirst, Cancel));
        var validated = await Portal.Get<PolicyPreviews>().ValidateAsync(Scope.Everything, document, null, Cancel);
        var shown = await Portal.Get<PolicyQuery>().FindAsync(Scope.Everything, saved.Id, Cancel);

        Assert.Equal([new Problem("vaults.eu-central-1", $"{Lost} {Remedy}")], refused.Problems);
        Assert.Equal(refused.Problems, edited.Problems);
        Assert.Equal(refused.Problems, validated);
        Assert.Equal([$"{Lost} {Remedy}"], shown!.Warnings);

        await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, saved.Id, true, Cancel);
        await Portal.Get<PolicyCommands>().EnableAsync(Actor.Portal, saved.Id, false, Cancel);

        Portal.Aws.Call("backup", "CreateBackupVault", new() { ["BackupVaultName"] = "portal-vault" });
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        Assert.Null((await VaultAsync("portal-vault", AwsFixture.Home)).GoneAt);
        Assert.Empty((await Portal.Get<PolicyQuery>().FindAsync(Scope.Everything, saved.Id, Cancel))!.Warnings);
        await Portal.AddPolicyAsync(document.ByHand());
    }

    [StoreFact]
    public async Task The_vault_of_copies_may_be_gone_too()
    {
        await DeleteAsync("portal-copies", AwsFixture.Abroad);
        await Portal.SyncAsync();

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => Portal.AddPolicyAsync(SomeDocument.Hourly()));

        Assert.Equal("copies.eu-central-1.vault", Assert.Single(refused.Problems).Path);
        Assert.StartsWith("AWS no longer has the vault 'portal-copies' in eu-west-1.", refused.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Several_vaults_may_be_gone_at_once_and_those_that_nobody_misses_are_no_matter()
    {
        foreach (var name in new[] { "spare-a", "spare-b" })
        {
            Portal.Aws.Call("backup", "CreateBackupVault", new() { ["BackupVaultName"] = name });
        }

        await Portal.SyncAsync();
        await DeleteAsync("spare-a");
        await DeleteAsync("spare-b");

        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        Assert.Equal(
            ["spare-a", "spare-b"],
            await Portal.ReadAsync(db => db.Vaults.Where(vault => vault.GoneAt != null).Select(vault => vault.Name).Order()
                .ToListAsync(Cancel)));
    }

    [StoreFact]
    public async Task A_listing_that_lacks_a_vault_proves_nothing_while_AWS_shows_it_by_its_name()
    {
        Portal.Aws.Advance(Hours(1));
        Portal.Aws.Fault(
            """
            {
                "service": "backup", "operation": "ListBackupVaults", "action": "truncatePage",
                "parameters": { "items": 1, "dropToken": true }
            }
            """);

        await Portal.SyncAsync();

        Assert.False(await Portal.ReadAsync(db => db.Vaults.AnyAsync(vault => vault.GoneAt != null, Cancel)));
    }

    [StoreFact]
    public async Task Runs_and_retention_of_others_go_on_and_what_cannot_go_into_the_vault_says_so()
    {
        Portal.Aws.Call("backup", "CreateBackupVault", new() { ["BackupVaultName"] = "second-vault" });
        await AddFileSystemsAsync("erp", "hr");
        var lost = await Portal.AddPolicyAsync(SomeDocument.Hourly("Lost").WithoutCopies().Only("erp").ByHand());
        var good = await Portal.AddPolicyAsync(SomeDocument.Hourly("Good").WithoutCopies().Only("hr").ByHand() with
        {
            Vaults = new Dictionary<string, string> { [AwsFixture.Home] = "second-vault" },
        });
        await Portal.RunAsync(lost);
        await Portal.RunAsync(good);
        await EmptyAsync("portal-vault");

        var failed = await Portal.RunAsync(lost);
        var succeeded = await Portal.RunAsync(good);
        await Portal.AdvanceAsync(TimeSpan.FromDays(3));
        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();
        await Portal.AdvanceAsync(Hours(1));
        await Portal.SyncAsync();

        Assert.Equal(SessionState.Failed, failed.State);
        Assert.Contains("portal-vault", Assert.Single(await Portal.TasksAsync(failed.Id)).Reason, StringComparison.Ordinal);
        Assert.Equal(SessionState.Succeeded, succeeded.State);
        var kept = await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking()
            .Where(point => point.VaultArn.EndsWith("second-vault")).OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
        Assert.Equal([RestorePointState.Deleted, RestorePointState.Available], kept.Select(point => point.State));
        await using var db = Portal.OpenDatabase();
        Assert.False(await db.Sessions.AnyAsync(session => session.EndedAt == null, Cancel));
        Assert.False(await db.RetentionRequests.AnyAsync(request => request.DoneAt == null, Cancel));
    }

    [StoreFact]
    public async Task A_deletion_in_a_vault_that_is_gone_is_confirmed_by_what_FSx_says()
    {
        await AddFileSystemsAsync("erp");
        await Portal.RunAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand() with { KeepNewest = false }));
        Portal.Passing = name =>
        {
            if (name == Core.Engine.Checkpoints.DeletionCalled)
            {
                Portal.Passing = null;
                Portal.Aws.Advance(TimeSpan.FromMinutes(1));
                Portal.Aws.World(world => world.Points.Count == 0);
                Delete("portal-vault", AwsFixture.Home);
            }
        };

        await Portal.AdvanceAsync(TimeSpan.FromDays(2));
        await Portal.AdvanceAsync(Hours(1));

        Assert.Equal(RestorePointState.Deleted, (await PointAsync(RestorePointKind.Backup)).State);
        Assert.False(await Portal.ReadAsync(db => db.Lanes.AnyAsync(lane => lane.Trouble != null, Cancel)));
    }

    // As somebody else would: first its recovery points, then the vault.
    private async Task EmptyAsync(string name)
    {
        foreach (var arn in Portal.Aws.World(world => world.Points.Values.Where(point => point.Vault.Name == name)
            .Select(point => point.Arn).ToList()))
        {
            Portal.Aws.DeletePoint(arn);
        }

        Portal.Aws.Advance(TimeSpan.FromMinutes(10));
        await DeleteAsync(name);
    }

    private async Task DeleteAsync(string name, string region = AwsFixture.Home)
    {
        Delete(name, region);
        Portal.Aws.Advance(TimeSpan.FromMinutes(10));
        await Portal.SettleAsync();
    }

    private void Delete(string name, string region) =>
        Portal.Aws.Call("backup", "DeleteBackupVault", new() { ["BackupVaultName"] = name }, region);

    private Task<Vault> VaultAsync(string name, string region) =>
        Portal.ReadAsync(db => db.Vaults.AsNoTracking().SingleAsync(vault => vault.Name == name && vault.Region == region, Cancel));

    private Task<RestorePoint> PointAsync(RestorePointKind kind) =>
        Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().SingleAsync(point => point.Kind == kind, Cancel));

    private Task<List<string>> LogAsync(Guid session) =>
        Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == session).Select(line => line.Text).ToListAsync(Cancel));
}
