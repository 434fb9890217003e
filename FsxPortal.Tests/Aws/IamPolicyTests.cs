using System.Text.Json.Nodes;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Engine;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Policy = FsxPortal.Core.Domain.Policies.Policy;

namespace FsxPortal.Tests.Aws;

/// <summary>The permissions that are shipped are enough, and each of them is needed, as the emulator evaluates them.</summary>
public sealed class IamPolicyTests : EngineTests
{
    private const string Role = $"arn:aws:iam::{AwsFixture.Account}:role/FsxPortal";

    /// <summary>Each allowed action, with what no longer works without it.</summary>
    public static TheoryData<string, string> Needs => new()
    {
        { "fsx:DescribeFileSystems", "check, inventory, sync" },
        { "fsx:DescribeVolumes", "check, inventory, sync" },
        { "fsx:DescribeBackups", "check, retention, run, unlisted" },
        { "backup:ListBackupVaults", "check, inventory, sync" },
        { "backup:ListBackupJobs", "check" },
        { "backup:ListCopyJobs", "check" },
        { "backup:DescribeBackupJob", "unlisted" },
        { "backup:DescribeCopyJob", "unlisted" },
        { "backup:DescribeRegionSettings", "check" },

        // Asked only of a vault that a listing lacks.
        { "backup:DescribeBackupVault", "" },
        { "backup:ListRecoveryPointsByBackupVault", "retention, run, sync, unlisted" },
        { "backup:DescribeRecoveryPoint", "check" },
        { "kms:DescribeKey", "check" },
        { "iam:SimulatePrincipalPolicy", "check" },
        { "backup:StartBackupJob", "check, retention, run, unlisted" },
        { "backup:StartCopyJob", "check, run, unlisted" },
        { "backup:DeleteRecoveryPoint", "check, retention" },
        { "fsx:UntagResource", "check, run, unlisted" },
        { "iam:PassRole", "check, retention, run, unlisted" },
        { "sts:AssumeRole", "check, inventory, sync" },
    };

    [Fact]
    public void Every_action_that_is_allowed_is_tried_without_it() =>
        Assert.Equal(
            Files().SelectMany(Allowed).Order(StringComparer.Ordinal),
            Needs.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public async Task With_the_shipped_policies_everything_works()
    {
        var policy = await BeginAsync();
        Grant(null);

        var broken = await TryAllAsync(policy);

        Assert.Empty(broken);
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Error?.Contains("AccessDenied", StringComparison.Ordinal) == true);
    }

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task Without_an_action_exactly_what_needs_it_ends(string action, string expected)
    {
        var policy = await BeginAsync();
        Grant(action);

        var broken = await TryAllAsync(policy);

        Assert.Equal(expected, string.Join(", ", broken.Keys));
        Assert.True(expected.Length == 0 || IsNamed(action, broken.Values), string.Join("; ", broken.Values));
    }

    // To whoever reads what went wrong or, where a job only waits, in what AWS has answered.
    private bool IsNamed(string action, IEnumerable<string> texts) =>
        texts.Any(text => text.Contains(action, StringComparison.Ordinal))
        || Portal.Aws.Journal.Any(entry => $"{entry.Service}:{entry.Operation}" == action
            && entry.Error?.Contains("AccessDenied", StringComparison.Ordinal) == true);

    // One file system that has been backed up and copied before anything is taken away, and whose points are over since.
    private async Task<Policy> BeginAsync()
    {
        await AddFileSystemsAsync("erp");
        Portal.Aws.AddVolume("data");
        await Portal.ReadInventoryAsync();
        var account = await AccountAsync();
        await Portal.Get<AccountCommands>().ChangeAsync(Actor.Portal, account.Id, account.Name, Role, account.Regions, null, Cancel);
        var policy = await Portal.AddPolicyAsync(SomeDocument.Hourly().Only("erp").ByHand() with { CopySourceTags = false });
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(policy)).State);
        await Portal.AdvanceAsync(Hours(25));
        return policy;
    }

    private Task<AwsAccount> AccountAsync() => Portal.ReadAsync(db => db.Accounts.AsNoTracking().SingleAsync(Cancel));

    private async Task<SortedDictionary<string, string>> TryAllAsync(Policy policy)
    {
        var broken = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Note("inventory", await Portal.Get<InventorySync>().SyncAsync(Cancel));
        var findings = await Portal.Get<AccountCheck>().RunAsync(await AccountAsync(), Cancel);
        Note("check", findings.Where(finding => finding.State != FindingState.Ok).Select(finding => $"{finding.Subject} {finding.Text}"));
        Note("run", await RunAsync(policy, areListed: true));
        await Portal.AdvanceAsync(Hours(0.5));
        Note("retention", await Portal.ReadAsync(db => db.RestorePoints.AsNoTracking()
            .Where(point => point.Kind == RestorePointKind.Backup).OrderBy(point => point.CreatedAt).Take(1)
            .Where(point => point.State != RestorePointState.Deleted).Select(point => $"{point.State} {point.DeletedBecause}")
            .ToListAsync(Cancel)));
        Note("unlisted", await RunAsync(policy, areListed: false));
        var sync = await Portal.SyncAsync();
        Note("sync", sync.State == SessionState.Succeeded ? [] : [$"{sync.Reason}"]);
        return broken;

        void Note(string feature, IEnumerable<string> failures)
        {
            if (failures.ToList() is { Count: > 0 } some)
            {
                broken[feature] = string.Join("; ", some);
            }
        }
    }

    // What the session complains of.
    private async Task<IReadOnlyList<string>> RunAsync(Policy policy, bool areListed)
    {
        var id = await Portal.StartPolicyAsync(policy);
        for (var step = 0; step < 8 && (await Portal.SessionAsync(id)).IsOpen; step++)
        {
            await Portal.SettleAsync();
            if (!areListed)
            {
                Portal.Aws.World(world =>
                    world.Jobs.Values.Count(job => Unlist(world.BackupJobs, job) | Unlist(world.CopyJobs, job)));
            }

            await Portal.AdvanceAsync(Hours(0.5));
        }

        var task = Assert.Single(await Portal.TasksAsync(id));
        var lines = await Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == id
                && (line.Level == LogLevel.Warning || line.Level == LogLevel.Error))
            .Select(line => line.Text).ToListAsync(Cancel));
        return task.State == TaskState.Succeeded ? lines : [.. lines, $"{task.State}, {task.Step}: {task.Reason}"];
    }

    private void Grant(string? without) => Portal.Aws.World(world =>
    {
        foreach (var principal in new[] { $"arn:aws:iam::{AwsFixture.Account}:user/fsxportal", Role })
        {
            var policies = world.Access.Of(principal)!;
            policies.Clear();
            foreach (var file in Files().Where(file => (file.Name == "assume") == (principal != Role)))
            {
                policies[file.Name] = PolicyDocument.Parse(Less(file, without));
            }
        }

        return true;
    });

    private static bool Unlist(Dictionary<string, SortedList<long, EmulatedJob>> lists, EmulatedJob job) =>
        lists.GetValueOrDefault(job.Lane)?.Remove(job.Number) == true;

    private static string Less((string Name, string Text) file, string? action)
    {
        var document = JsonNode.Parse(file.Text)!;
        foreach (var statement in document["Statement"]!.AsArray().Where(some => (string?)some!["Effect"] == "Allow").ToList())
        {
            var left = Actions(statement!).Where(name => name != action).ToList();
            statement!["Action"] = new JsonArray([.. left.Select(name => JsonValue.Create(name))]);
        }

        return document.ToJsonString();
    }

    private static List<(string Name, string Text)> Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "production", "iam"), "*.json")
            .Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];

    private static IEnumerable<string> Allowed((string Name, string Text) file) =>
        JsonNode.Parse(file.Text)!["Statement"]!.AsArray().Where(statement => (string?)statement!["Effect"] == "Allow")
            .SelectMany(statement => Actions(statement!));

    private static List<string> Actions(JsonNode statement) =>
        statement["Action"] is JsonArray many ? [.. many.Select(name => (string)name!)] : [(string)statement["Action"]!];
}
