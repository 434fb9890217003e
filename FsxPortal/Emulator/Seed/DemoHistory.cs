using System.Globalization;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Seed;

/// <summary>Six weeks of backups and copies, as the two policies of the demo have made them, and a few backups made by hand.</summary>
public static class DemoHistory
{
    private const string Source = "eu-central-1";
    private const string Target = "eu-west-1";

    // What the seed knows of the policies is what their tags say.
    private const string NightlyPolicy = "0b5f0001-0000-7000-8000-000000000001";
    private const string HourlyPolicy = "0b5f0001-0000-7000-8000-000000000002";

    /// <summary>Adds the recovery points up to <paramref name="start"/>.</summary>
    public static void Add(AwsWorld world, DateTimeOffset start)
    {
        var hour = new DateTimeOffset(start.Year, start.Month, start.Day, start.Hour, 0, 0, TimeSpan.Zero);
        foreach (var resource in world.Resources.Values.Where(resource => IsProtected(resource)).ToList())
        {
            if (resource.Tags.ContainsKey("tier"))
            {
                Fill(world, resource, HourlyPolicy, Hours(hour, 7 * 24, 1), _ => true, hour - TimeSpan.FromDays(14));
            }
            else
            {
                Fill(world, resource, NightlyPolicy, Nights(hour, 42), _ => !resource.IsVolume, hour - TimeSpan.FromDays(30));
            }
        }

        foreach (var name in new[] { "windows-lab", "hr-home", "branch-dublin" })
        {
            var resource = world.Resources.Values.Single(known => known.Tags["Name"] == name);
            AddPoint(
                world, resource, world.VaultOf(resource.Account, resource.Region, "Default")!, hour - TimeSpan.FromDays(20),
                new Dictionary<string, string>(resource.Tags), null);
        }
    }

    private static bool IsProtected(EmulatedResource resource) =>
        resource is { Account: DemoSeed.Production, Region: Source } && resource.Tags["env"] == "prod"
        && (string?)resource.Shape["FileSystemType"] != "ONTAP"
        && (string?)resource.Shape["LustreConfiguration"]?["DeploymentType"] != "SCRATCH_2";

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset last, int count, int step) =>
        Enumerable.Range(0, count).Select(i => last - TimeSpan.FromHours((count - 1 - i) * step));

    private static IEnumerable<DateTimeOffset> Nights(DateTimeOffset now, int count)
    {
        var last = new DateTimeOffset(now.Year, now.Month, now.Day, 1, 0, 0, TimeSpan.Zero);
        return Enumerable.Range(0, count).Select(i => last - TimeSpan.FromDays(count - 1 - i)).Where(slot => slot <= now);
    }

    private static void Fill(
        AwsWorld world, EmulatedResource resource, string policy, IEnumerable<DateTimeOffset> slots, Func<DateTimeOffset, bool> isCopied,
        DateTimeOffset oldestCopy)
    {
        var vault = world.VaultOf(resource.Account, Source, "portal-vault")!;
        var copies = world.VaultOf(resource.Account, Target, "portal-copies")!;
        foreach (var slot in slots)
        {
            var tags = new Dictionary<string, string>(resource.Tags)
            {
                ["fsxp.policy"] = policy,
                ["fsxp.slot"] = slot.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["fsxp.flags"] = "D",
                ["fsxp.resource"] = resource.Id,
            };
            var point = AddPoint(world, resource, vault, slot + TimeSpan.FromMinutes(1), tags, null);
            if (isCopied(slot) && slot > oldestCopy)
            {
                AddPoint(world, resource, copies, point.CreatedAt, new Dictionary<string, string>(tags), point);
            }
        }
    }

    private static EmulatedPoint AddPoint(
        AwsWorld world, EmulatedResource resource, EmulatedVault vault, DateTimeOffset createdAt, Dictionary<string, string> tags,
        EmulatedPoint? source)
    {
        var number = world.NextNumber();
        var arn = $"arn:aws:fsx:{vault.Region}:{vault.Account}:backup/backup-{AwsWorld.HexId("seed", number, 17)}";
        var point = new EmulatedPoint(number, arn, vault, resource, createdAt)
        {
            CompletedAt = createdAt + TimeSpan.FromMinutes(source is null ? 6 : 11),
            SizeBytes = source?.SizeBytes ?? (long)(resource.UsedBytes * (1 + (0.0004 * resource.Backups))),
            Full = resource.Backups == 0,
            Source = source,
            FileSystemShape = resource.IsVolume ? world.FileSystemOf(resource)?.Shape : null,
            IamRoleArn = $"arn:aws:iam::{vault.Account}:role/service-role/AWSBackupDefaultServiceRole",
            Tags = tags,
        };
        world.Add(point);
        return point;
    }
}
