using System.Globalization;
using FsxPortal.Emulator.World;

namespace FsxPortal.Benchmarks.Emulated;

/// <summary>Recovery points as daily backups leave them: so many file systems, so many days, with the tags the portal gives.</summary>
internal static class ManyPoints
{
    public const int FileSystems = 1000;
    private const string Policy = "0b5f0001-0000-7000-8000-000000000001";
    private const string DefaultRole = $"arn:aws:iam::{Bench.Account}:role/service-role/AWSBackupDefaultServiceRole";
    private static readonly DateTimeOffset FirstDay = new(2016, 1, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>When the point of a number was made: one of each file system a day.</summary>
    public static DateTimeOffset CreatedAt(int number) => FirstDay + TimeSpan.FromDays(number / FileSystems);

    /// <summary>Adds points to a vault, past all calls.</summary>
    public static void Add(AwsWorld world, int count)
    {
        var vault = world.VaultOf(Bench.Account, Bench.Home, "portal-vault")!;
        var resources = Enumerable.Range(0, FileSystems).Select(FileSystem).ToArray();
        for (var i = 0; i < count; i++)
        {
            world.Add(Point(world.NextNumber(), vault, resources[i % FileSystems], CreatedAt(i)));
        }
    }

    private static EmulatedResource FileSystem(int number)
    {
        var arn = string.Create(CultureInfo.InvariantCulture, $"arn:aws:fsx:{Bench.Home}:{Bench.Account}:file-system/fs-{number:x17}");
        return new EmulatedResource(arn, Bench.Account, Bench.Home, new() { ["FileSystemType"] = "OPENZFS" }, isVolume: false);
    }

    private static EmulatedPoint Point(long number, EmulatedVault vault, EmulatedResource resource, DateTimeOffset createdAt) =>
        new(number, string.Create(CultureInfo.InvariantCulture, $"arn:aws:fsx:{Bench.Home}:{Bench.Account}:backup/backup-{number:x17}"),
            vault, resource, createdAt)
        {
            CompletedAt = createdAt + TimeSpan.FromMinutes(6),
            SizeBytes = number << 20,
            IamRoleArn = DefaultRole,
            DeleteAfterDays = 3650,
            Tags = new()
            {
                ["fsxp.policy"] = Policy,
                ["fsxp.slot"] = createdAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["fsxp.flags"] = "D",
                ["fsxp.resource"] = resource.Id,
            },
        };
}
