using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Sync;

/// <summary>Accounts whose credentials are not theirs: refused when they are entered, and nobody else's trouble.</summary>
public sealed class WrongCredentialTests : EngineTests
{
    private const string Other = "444455556666";
    private const string OthersAre = $"The credentials are those of the account {AwsFixture.Account}.";

    /// <summary>One test notes what no AWS of it has.</summary>
    protected override bool Remembers => false;

    [StoreFact]
    public async Task An_account_under_the_credentials_of_another_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => RegisterAsync(Other, null));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("roleArn", problem.Path);
        Assert.Equal($"{OthersAre} Give the account a role in {Other} that the portal may assume.", problem.Text);
        Assert.Equal(1, await Portal.ReadAsync(db => db.Accounts.CountAsync(Cancel)));
    }

    [StoreFact]
    public async Task A_role_that_cannot_be_assumed_is_refused_also_in_an_edit()
    {
        var nobody = $"arn:aws:iam::{Other}:role/Nobody";
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => RegisterAsync(Other, nobody));
        Assert.Contains($"Let the role {nobody} trust the portal", Assert.Single(refused.Problems).Text, StringComparison.Ordinal);

        var id = await RegisterAsync(Other, $"arn:aws:iam::{Other}:role/FsxPortal");
        var again = await Assert.ThrowsAsync<InvalidInputException>(() => ChangeAsync(id, "Other", nobody));
        var without = await Assert.ThrowsAsync<InvalidInputException>(() => ChangeAsync(id, "Other", null));
        await ChangeAsync(id, "Renamed", $"arn:aws:iam::{Other}:role/FsxPortal");

        Assert.Equal(refused.Problems, again.Problems);
        Assert.StartsWith(OthersAre, Assert.Single(without.Problems).Text, StringComparison.Ordinal);
        var account = await AccountAsync(Other);
        Assert.Equal(
            ("Renamed", $"arn:aws:iam::{Other}:role/FsxPortal", CredentialState.Good),
            (account.Name, account.RoleArn, account.CredentialState));
    }

    [StoreFact]
    public async Task Credentials_that_AWS_does_not_know_are_refused()
    {
        Portal.Aws.Fault(
            """
            {
                "service": "sts", "operation": "GetCallerIdentity", "action": "status",
                "parameters": { "code": 403, "error": "InvalidClientTokenId", "message": "The security token is invalid." }
            }
            """);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => RegisterAsync(Other, null));

        Assert.Contains("The security token is invalid.", Assert.Single(refused.Problems).Text, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Where_AWS_cannot_be_asked_the_account_carries_a_mark_until_a_synchronisation_has_asked()
    {
        await UnreachableAsync(() => RegisterAsync(Other, null));
        Assert.Equal(CredentialState.Unconfirmed, (await AccountAsync(Other)).CredentialState);
        Assert.Contains("The next synchronisation asks again.", (await AccountAsync(Other)).Trouble, StringComparison.Ordinal);

        var sync = await Portal.SyncAsync();

        var account = await AccountAsync(Other);
        Assert.Equal(CredentialState.Refused, account.CredentialState);
        Assert.StartsWith(OthersAre, account.Trouble, StringComparison.Ordinal);
        Assert.Equal(SessionState.Warning, sync.State);
        Assert.Contains(
            await LogAsync(sync.Id), line => line.StartsWith($"Other ({Other}) was not read. {OthersAre}", StringComparison.Ordinal));

        await ChangeAsync(account.Id, "Other", $"arn:aws:iam::{Other}:role/FsxPortal");
        Assert.Equal(SessionState.Succeeded, (await Portal.SyncAsync()).State);
        Assert.Equal((CredentialState.Good, null), ((await AccountAsync(Other)).CredentialState, (await AccountAsync(Other)).Trouble));
    }

    [StoreTheory]
    [InlineData("expiredToken")]
    [InlineData("throttle")]
    [InlineData("serverError")]
    public async Task What_passes_is_not_taken_for_a_refusal(string action)
    {
        Portal.Aws.Fault($$"""{ "service": "sts", "operation": "*", "action": "{{action}}" }""");

        await RegisterAsync(Other, $"arn:aws:iam::{Other}:role/FsxPortal");

        Assert.Equal(CredentialState.Unconfirmed, (await AccountAsync(Other)).CredentialState);
    }

    [StoreFact]
    public async Task An_account_that_AWS_confirms_later_loses_its_mark()
    {
        await UnreachableAsync(() => RegisterAsync(Other, $"arn:aws:iam::{Other}:role/FsxPortal"));

        await Portal.SyncAsync();

        Assert.Equal((CredentialState.Good, null), ((await AccountAsync(Other)).CredentialState, (await AccountAsync(Other)).Trouble));
    }

    [StoreFact]
    public async Task Wrong_credentials_disturb_nobody_and_take_nothing_in_or_away()
    {
        await AddFileSystemsAsync("erp");
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand());
        await Portal.RunAsync(policy);
        await UnreachableAsync(() => RegisterAsync(Other, null));

        var source = await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking().FirstAsync(point =>
            point.Kind == RestorePointKind.Backup, Cancel));
        await RememberTheirsAsync();
        Portal.Aws.AddFileSystem("hr");
        Portal.Aws.Advance(Hours(1));

        for (var round = 0; round < 3; round++)
        {
            await Portal.SyncAsync();
            await Portal.AdvanceAsync(Hours(1));
        }

        await using var db = Portal.OpenDatabase();
        Assert.Equal(
            ["erp", "hr"], await db.FileSystems.Where(row => row.AwsAccount == AwsFixture.Account).Select(row => row.Name).Order()
                .ToListAsync(Cancel));
        var theirs = await db.FileSystems.SingleAsync(row => row.AwsAccount == Other, Cancel);
        Assert.Null(theirs.GoneAt);
        Assert.Equal(
            RestorePointState.Available,
            (await db.RestorePoints.SingleAsync(point => point.FileSystemId == theirs.Id, Cancel)).State);
        Assert.Null((await db.Vaults.SingleAsync(vault => vault.AwsAccount == Other, Cancel)).GoneAt);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        Assert.Equal(RestorePointState.Available, (await db.RestorePoints.SingleAsync(point => point.Id == source.Id, Cancel)).State);
    }

    [StoreFact]
    public async Task What_is_listed_of_another_account_is_named_and_not_taken_in()
    {
        Portal.Aws.AddFileSystem("erp");
        var theirs = Portal.Aws.World(world =>
        {
            var known = world.Resources.Values.First();
            known.Shape["ResourceARN"] = known.Arn.Replace(AwsFixture.Account, Other, StringComparison.Ordinal);
            return (string)known.Shape["ResourceARN"]!;
        });
        Portal.Aws.AddFileSystem("hr");

        var failures = await Portal.Get<InventorySync>().SyncAsync(Cancel);

        Assert.Equal(
            $"What AWS says of {theirs} is not understood: It belongs to the account {Other} in {AwsFixture.Home}, and "
                + $"{AwsFixture.Account} in {AwsFixture.Home} was looked at. It is left alone.", Assert.Single(failures));
        Assert.Equal(["hr"], await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Name).ToListAsync(Cancel)));
    }

    // What the portal knows of the other account from better days.
    private Task RememberTheirsAsync() => Portal.ReadAsync(async db =>
    {
        var account = await db.Accounts.SingleAsync(row => row.AwsAccountId == Other, Cancel);
        var arn = $"arn:aws:fsx:{AwsFixture.Home}:{Other}:file-system/fs-00000000000000001";
        var fileSystem = new FileSystem(Guid.CreateVersion7(), account.Id, new FileSystemFacts
        {
            Arn = arn,
            AwsFileSystemId = "fs-00000000000000001",
            Name = "theirs",
            Type = FileSystemType.Windows,
            Deployment = "SINGLE_AZ_1",
            Lifecycle = "AVAILABLE",
        }, AwsFixture.Begin);
        var vault = new VaultFacts(
            $"arn:aws:backup:{AwsFixture.Home}:{Other}:backup-vault:portal-vault", "portal-vault", false, null, 1);
        var point = new RestorePoint(Guid.CreateVersion7(), new RecoveryPointFacts
        {
            Arn = $"arn:aws:fsx:{AwsFixture.Home}:{Other}:backup/backup-00000000000000001",
            ResourceArn = arn,
            VaultArn = vault.Arn,
            CreatedAt = AwsFixture.Begin,
            CompletedAt = AwsFixture.Begin,
            Status = "COMPLETED",
        }, new Origin { Kind = RestorePointKind.Manual, FileSystemId = fileSystem.Id });
        db.AddRange(fileSystem, new Vault(Guid.CreateVersion7(), vault, AwsFixture.Begin), point);
        return await db.SaveChangesAsync(Cancel);
    });

    private Task<Guid> RegisterAsync(string account, string? role) =>
        Portal.Get<AccountCommands>().CreateAsync(Actor.Portal, "Other", account, role, [AwsFixture.Home], Cancel);

    private Task ChangeAsync(Guid id, string name, string? role) =>
        Portal.Get<AccountCommands>().ChangeAsync(Actor.Portal, id, name, role, [AwsFixture.Home], null, Cancel);

    private async Task UnreachableAsync(Func<Task> act)
    {
        Portal.Aws.Fault("""{ "service": "sts", "operation": "*", "action": "dropBefore" }""");
        await act();
        Portal.Aws.Mend();
    }

    private Task<AwsAccount> AccountAsync(string account) =>
        Portal.ReadAsync(db => db.Accounts.AsNoTracking().SingleAsync(row => row.AwsAccountId == account, Cancel));

    private Task<List<string>> LogAsync(Guid session) =>
        Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == session).Select(line => line.Text).ToListAsync(Cancel));
}
