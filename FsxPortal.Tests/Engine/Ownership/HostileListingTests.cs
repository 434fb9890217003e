using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Ownership;

/// <summary>Every fault of AWS on each listing, at its first page, its second, and
/// at all of them: nothing is gone or foreign for it.</summary>
public abstract class HostileListingTests : EngineTests
{
    private static readonly string[] Faults =
    [
        """ "delay", "parameters": { "seconds": 0.05 } """,
        """ "dropBefore" """,
        """ "dropAfter" """,
        """ "reset" """,
        """ "stall", "parameters": { "seconds": 0.1 } """,
        """ "throttle" """,
        """ "serverError" """,
        """ "expiredToken" """,
        """ "status", "parameters": { "code": 404 } """,
        """ "status", "parameters": { "code": 403, "error": "AccessDeniedException" } """,
        """ "htmlError" """,
        """ "emptyBody" """,
        """ "wrongDate", "parameters": { "seconds": 120 } """,
        """ "truncatePage" """,
        """ "truncatePage", "parameters": { "dropToken": true } """,
        """ "truncatePage", "parameters": { "items": 1, "dropToken": true } """,
        """ "repeatToken" """,
        """ "repeatItems" """,
        """ "staleRead" """,
        """ "extraMember" """,
        """ "unknownEnum" """,
    ];

    /// <summary>Each sync is told nonsense by one listing, and the next one by none.</summary>
    private protected async Task SyncThroughAsync(string service, string operation)
    {
        await PrepareAsync(SomeDocument.Hourly().Keeping(9).ByHand());
        var complaints = new List<string>();
        foreach (var (rules, name) in Rules(service, operation))
        {
            await ForgetAsync();
            rules.ForEach(Portal.Aws.Fault);
            await Portal.SyncAsync();
            await Portal.LookAsync();
            complaints.AddRange(await ComplaintsAsync($"{name}: "));
            Portal.Aws.Mend();
            complaints.AddRange(await CleanAsync($"{name}, then clean: "));
            Portal.Aws.Advance(TimeSpan.FromMinutes(11));
        }

        Assert.Empty(complaints);
    }

    /// <summary>Each run is told nonsense of its jobs in its middle.</summary>
    private protected async Task RunThroughAsync(string operation)
    {
        var policy = await PrepareAsync(SomeDocument.Hourly().Keeping(9).Only("erp").ByHand());
        var complaints = new List<string>();
        foreach (
            var (rules, name) in Rules("backup", operation)
                .Where(rule => !rule.Name.EndsWith("at its first page", StringComparison.Ordinal)))
        {
            var id = await Portal.StartPolicyAsync(policy);
            await Portal.LookAsync();
            Portal.Aws.Advance(TimeSpan.FromMinutes(26));
            rules.ForEach(Portal.Aws.Fault);
            await Portal.LookAsync();
            Portal.Aws.Mend();
            var session = await Portal.RunToEndAsync(id);
            complaints.AddRange(
                session.State == SessionState.Succeeded ? [] : [$"{name}: the run ended as {session.State}: {session.Reason}"]);
            complaints.AddRange(await CleanAsync($"{name}: "));
        }

        Assert.Empty(complaints);
    }

    private static IEnumerable<(List<string> Rules, string Name)> Rules(string service, string operation)
    {
        foreach (var fault in Faults)
        {
            var rule = $$""" "service": "{{service}}", "operation": "{{operation}}" """;
            var name = fault.Trim();
            yield return ([$$"""{ {{rule}}, "nth": 1, "action": {{fault}} }"""], $"{name} at its first page");
            yield return (
                [$$"""{ {{rule}}, "nth": 1, "action": "truncatePage", "parameters": { "items": 1 } }""",
                    $$"""{ {{rule}}, "nth": 2, "times": 3, "action": {{fault}} }"""],
                $"{name} at its second page");
            yield return ([$$"""{ {{rule}}, "action": {{fault}} }"""], $"{name} at all pages");
        }
    }

    // File systems and volumes, two of each; of the points a part is not known, so that each sync has some to adopt.
    private async Task<Policy> PrepareAsync(PolicyDocument document)
    {
        Portal.Aws.AddFileSystem("erp");
        Portal.Aws.AddFileSystem("hr");
        var machine = Portal.Aws.Call(
            "fsx", "CreateFileSystem",
            new JsonObject { ["FileSystemType"] = "ONTAP", ["StorageCapacity"] = 1200 })["FileSystem"]!["FileSystemId"];
        var svm = (string)Portal.Aws.Call(
            "fsx", "DescribeStorageVirtualMachines", [])["StorageVirtualMachines"]![0]!["StorageVirtualMachineId"]!;
        Assert.NotNull(machine);
        foreach (var name in new[] { "vol_a", "vol_b" })
        {
            Portal.Aws.Call("fsx", "CreateVolume", new JsonObject
            {
                ["Name"] = name,
                ["VolumeType"] = "ONTAP",
                ["OntapConfiguration"] = new JsonObject { ["StorageVirtualMachineId"] = svm, ["SizeInMegabytes"] = 10240 },
            });
        }

        await Portal.ReadInventoryAsync();
        var policy = await Portal.AddPolicyAsync(document);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        Portal.Aws.Advance(TimeSpan.FromMinutes(11));
        return policy;
    }

    private Task<int> ForgetAsync() => Portal.ReadAsync(db =>
        db.RestorePoints.Where(point => db.FileSystems.Any(fileSystem => fileSystem.Id == point.FileSystemId && fileSystem.Name != "erp"))
            .ExecuteDeleteAsync(Cancel));

    private async Task<List<string>> CleanAsync(string name)
    {
        var sync = await Portal.SyncAsync();
        var complaints = await ComplaintsAsync(name);
        var (known, inAws) = (
            await Portal.ReadAsync(db => db.RestorePoints.CountAsync(point => point.State == RestorePointState.Available, Cancel)),
            Portal.Aws.World(world => world.Points.Count));
        if (sync.State != SessionState.Succeeded || known != inAws)
        {
            complaints.Add($"{name}the sync ended as {sync.State} ({sync.Reason}), and {known} of {inAws} points are known.");
        }

        return complaints;
    }

    private Task<List<string>> ComplaintsAsync(string name) => Portal.ReadAsync(async db =>
    {
        var points = await db.RestorePoints.AsNoTracking().ToListAsync(Cancel);
        var gone = await db.FileSystems.Where(fileSystem => fileSystem.GoneAt != null).Select(fileSystem => fileSystem.Name)
            .ToListAsync(Cancel);
        return points.Where(point =>
            point.State != RestorePointState.Available || point.Kind == RestorePointKind.Manual || point.ForeignBecause != null)
            .Select(point => $"{name}{point.Kind} {point.State} {point.ForeignBecause}")
            .Concat(gone.Select(fileSystem => $"{name}{fileSystem} is gone.")).ToList();
    });
}

/// <summary>Listings of what lies in vaults. What waits for the SDK's retries is in classes of its own, which run side by side.</summary>
public sealed class HostilePointListingTests : HostileListingTests
{
    [StoreTheory]
    [InlineData("backup", "ListRecoveryPointsByBackupVault")]
    [InlineData("fsx", "DescribeBackups")]
    public Task A_sync_that_is_told_nonsense_of_points_loses_nothing(string service, string operation) =>
        SyncThroughAsync(service, operation);
}

/// <summary>Listings of what exists.</summary>
public sealed class HostileInventoryTests : HostileListingTests
{
    [StoreTheory]
    [InlineData("backup", "ListBackupVaults")]
    [InlineData("fsx", "DescribeFileSystems")]
    [InlineData("fsx", "DescribeVolumes")]
    public Task A_sync_that_is_told_nonsense_of_what_exists_loses_nothing(string service, string operation) =>
        SyncThroughAsync(service, operation);
}

/// <summary>Listings of jobs.</summary>
public sealed class HostileJobListingTests : HostileListingTests
{
    [StoreTheory]
    [InlineData("ListBackupJobs")]
    [InlineData("ListCopyJobs")]
    public Task A_run_that_is_told_nonsense_of_its_jobs_comes_to_its_end(string operation) => RunThroughAsync(operation);
}
