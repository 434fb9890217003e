using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>Vaults from which nobody can delete.</summary>
public sealed class LockedVaultTests : EngineTests
{
    [StoreFact]
    public async Task A_backup_in_a_locked_vault_is_deleted_by_AWS_and_only_when_its_last_flag_has_ended()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: 2, most: 30);
        var policy = await RunAsync(Document.Keeping(3));

        var point = Assert.Single(await PointsAsync());
        Assert.Equal(3, DaysOf("StartBackupJob"));
        Assert.True(point.DeleteAt >= point.Moment.AddDays(3), "AWS would delete it too early.");
        await Portal.AdvanceAsync(Hours(24));
        await Portal.RunAsync(policy);
        await Portal.AdvanceAsync(Hours(70));
        Assert.Equal(RestorePointState.Available, (await PointsAsync())[0].State);
        var view = await Portal.Get<ChainQuery>().FindAsync(Scope.Everything, point.Id, Cancel);
        Assert.Contains(
            view!.KeptBecause, reason =>
                reason.StartsWith("Its vault is locked: AWS deletes it itself after 2026-03-13", StringComparison.Ordinal));

        await Portal.AdvanceAsync(Hours(12));
        await Portal.SyncAsync();

        var gone = (await PointsAsync())[0];
        Assert.Equal(RestorePointState.Deleted, gone.State);
        Assert.StartsWith("AWS deleted it itself, as its lifecycle says", gone.DeletedBecause, StringComparison.Ordinal);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "DeleteRecoveryPoint");
    }

    [StoreFact]
    public async Task A_vault_that_keeps_longer_than_the_policy_asks_is_told_its_own_least()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: 10, most: null);

        await RunAsync(Document.Keeping(3));

        Assert.Equal(10, DaysOf("StartBackupJob"));
    }

    [StoreFact]
    public async Task A_copy_lives_by_its_own_retention_and_not_by_that_of_a_locked_source()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: 1, most: 30);

        await RunAsync(SomeDocument.Hourly().ByHand());

        Assert.Equal(1, DaysOf("StartBackupJob"));
        Assert.Equal(36500, DaysOf("StartCopyJob"));
    }

    [StoreFact]
    public async Task A_policy_that_keeps_longer_than_a_locked_vault_is_refused()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: null, most: 30);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => Portal.AddPolicyAsync(Document with
        {
            Schedule = new Schedule { Daily = Document.Schedule!.Daily! with { Retention = new Period(1, PeriodUnit.Months) } },
        }));

        Assert.Equal(
            [new Problem(
                $"vaults.{AwsFixture.Home}",
                "The vault 'portal-vault' is locked: it takes restore points for 30 days at most, and the policy keeps some for 1 "
                    + "month. Change the retention or choose another vault.")],
            refusal.Problems);
    }

    [StoreFact]
    public async Task The_preview_says_what_a_lock_means_and_foretells_no_deletion()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: 1, most: 30);
        var policy = await RunAsync(Document.Keeping(10));
        await Portal.AdvanceAsync(Hours(48));
        await Portal.RunAsync(policy);

        var preview = await Portal.Get<PolicyPreviews>()
            .ReadAsync(Scope.Everything, Document.Keeping(1), policy.Id, RetentionChange.AskFirst, Cancel);

        Assert.Empty(preview.Deletions);
        Assert.Contains(
            "The vault 'portal-vault' in eu-central-1 is locked: nobody can delete its restore points, and a later edit does not "
                + "shorten their lives. AWS deletes each itself when its last flag ends, after 1 days at the earliest.", preview.Warnings);
    }

    [StoreFact]
    public async Task A_point_cannot_be_held_longer_than_AWS_keeps_it()
    {
        await LockAsync("portal-vault", AwsFixture.Home, least: 1, most: 30);
        await RunAsync(Document.Keeping(3));
        var point = Assert.Single(await PointsAsync());
        var commands = Portal.Get<RestorePointCommands>();

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            commands.HoldAsync(Actor.Portal, point.Id, "A court case.", null, Cancel));
        await commands.HoldAsync(Actor.Portal, point.Id, "A court case.", point.DeleteAt, Cancel);

        Assert.StartsWith(
            "It was made for a locked vault: AWS deletes it after 2026-03-13", Assert.Single(refusal.Problems).Text,
            StringComparison.Ordinal);
    }

    private static PolicyDocument Document => SomeDocument.Hourly().WithoutCopies().ByHand();

    private async Task LockAsync(string vault, string region, int? least, int? most)
    {
        Portal.Aws.Call(
            "backup", "PutBackupVaultLockConfiguration",
            new JsonObject { ["BackupVaultName"] = vault, ["MinRetentionDays"] = least, ["MaxRetentionDays"] = most }, region);
        await Portal.ReadInventoryAsync();
    }

    private async Task<Policy> RunAsync(PolicyDocument document)
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(document);
        await Portal.RunAsync(policy);
        return policy;
    }

    private int DaysOf(string operation) =>
        (int)Assert.Single(Portal.Aws.Journal, entry => entry.Operation == operation).Parameters!["Lifecycle"]!["DeleteAfterDays"]!;

    private Task<List<RestorePoint>> PointsAsync() =>
        Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().OrderBy(point => point.CreatedAt).ToListAsync(Cancel));
}
