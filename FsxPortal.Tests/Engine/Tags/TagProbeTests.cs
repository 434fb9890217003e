using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Tags;

/// <summary>The probe learns what documentation leaves open, and leaves nothing behind.</summary>
public sealed class TagProbeTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalFixture.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private readonly List<string> _told = [];

    [StoreFact]
    public async Task Tags_of_backup_and_copy_are_told_and_everything_is_removed()
    {
        Assert.True(await ProbeAsync(copies: true));

        Assert.Contains(_told, text => text.StartsWith("It ends as Failed: The number of tags exceeds", StringComparison.Ordinal));
        Assert.Contains("The backup carries 1 tags that were asked for, and 1 of the 1 tags of the file system.", _told);
        Assert.Contains("The copy carries 1 tags that were asked for, and 1 of the 1 tags of the file system.", _told);
        Assert.Empty(PointsInAws());
    }

    [StoreFact]
    public async Task A_lost_answer_makes_no_second_backup()
    {
        _portal.Aws.Fault("""{ "service": "backup", "operation": "StartBackupJob", "nth": 2, "times": 1, "action": "dropAfter" }""");

        Assert.True(await ProbeAsync(copies: false));

        // One with many tags, one with few.
        Assert.Equal(2, _portal.Aws.Journal.Count(entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal)));
        Assert.Equal(3, _portal.Aws.Journal.Count(entry => entry.Operation == "StartBackupJob"));
        Assert.Empty(PointsInAws());
    }

    [StoreFact]
    public async Task A_copy_that_fails_leaves_no_backup_behind()
    {
        _portal.Aws.World(world => world.Vaults[AwsFixture.CopyVault].Lock = new FsxPortal.Emulator.World.VaultLock(null, 30, null));

        Assert.True(await ProbeAsync(copies: true));

        Assert.Contains(_told, text => text.StartsWith("The copy ends as Failed:", StringComparison.Ordinal));
        Assert.Empty(PointsInAws());
    }

    [StoreFact]
    public async Task What_cannot_be_removed_is_named()
    {
        _portal.Aws.Fault(
            """{ "service": "backup", "operation": "DeleteRecoveryPoint", "action": "status", "parameters": { "code": 403, "error": "AccessDeniedException", "message": "no" } }""");

        Assert.False(await ProbeAsync(copies: false));

        var left = Assert.Single(PointsInAws());
        Assert.Contains(_told, text => text.StartsWith($"{left} could not be removed:", StringComparison.Ordinal));
    }

    private List<string> PointsInAws() => _portal.Aws.World(world => world.Points.Keys.ToList());

    private async Task<bool> ProbeAsync(bool copies)
    {
        _portal.Aws.AddFileSystem("erp");
        await _portal.ReadInventoryAsync();
        var (account, fileSystem) = await _portal.ReadAsync(async db =>
            (await db.Accounts.SingleAsync(Cancel), await db.FileSystems.SingleAsync(Cancel)));
        var order = new ProbeOrder(account, fileSystem.Facts, Arn.Parse(AwsFixture.Vault), copies ? Arn.Parse(AwsFixture.CopyVault) : null);
        var probe = _portal.Get<TagProbe>().RunAsync(order, _told.Add, Cancel);
        while (!probe.IsCompleted)
        {
            // Polls wait for the technical clock, jobs for that of AWS.
            _portal.Aws.Advance(TimeSpan.FromMinutes(1));
            _portal.Technical.Advance(TimeSpan.FromSeconds(20));
            await Task.WhenAny(probe, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel));
        }

        return await probe;
    }
}
