using System.Text.Json.Nodes;
using FsxPortal.Emulator.Services;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Seed;

/// <summary>The AWS of a company: two accounts, three Regions, keys, vaults, roles and file systems, all with fixed ids.</summary>
public static class DemoSeed
{
    public const string Production = "111122223333";
    public const string Research = "444455556666";

    private static readonly string[] Regions = ["eu-central-1", "eu-west-1", "us-east-1"];
    private static readonly string[] VaultNames = ["Default", "portal-vault", "portal-copies"];

    /// <summary>Adds what both seeds have: access keys, roles, keys and vaults.</summary>
    public static void AddAccounts(AwsWorld world, DateTimeOffset start)
    {
        foreach (var (account, number) in new[] { (Production, 1), (Research, 2) })
        {
            world.Credentials.Add(new AccessKey(
                $"AKIAFSXPORTALDEMO00{number}", $"fsxportal/demo/secret/key/number/{(number == 1 ? "one" : "two")}/00{number}", account,
                $"arn:aws:iam::{account}:user/fsxportal"));
            world.Access.AddAlmighty($"arn:aws:iam::{account}:user/fsxportal");
            foreach (var role in new[] { "service-role/AWSBackupDefaultServiceRole", "FsxPortal" })
            {
                world.Roles.Add($"arn:aws:iam::{account}:role/{role}");
                world.Access.AddAlmighty($"arn:aws:iam::{account}:role/{role}");
            }

            foreach (var region in Regions)
            {
                var key = new EmulatedKey(
                    AwsWorld.Uuid($"key/{account}/{region}", 1), account, region,
                    start - TimeSpan.FromDays(90))
                { Aliases = { "alias/portal" } };
                world.Keys.Add(key.Arn, key);
                foreach (var name in VaultNames)
                {
                    world.Add(new EmulatedVault(name, account, region, key.Arn, start - TimeSpan.FromDays(90)));
                }
            }
        }
    }

    /// <summary>Adds the file systems.</summary>
    public static void AddFleet(AwsWorld world, DateTimeOffset start)
    {
        foreach (var (number, row) in DemoFleet.FileSystems.Index())
        {
            var account = row.Account == "prod" ? Production : Research;
            var id = $"fs-{AwsWorld.HexId("demo/" + row.Name, 1, 17)}";
            var resource = FileSystemShapes.FileSystem(id, account, row.Region, row.Type, new FileSystemSpec
            {
                Capacity = row.GiB,
                StorageType = row.Storage,
                Configuration = Configuration(row),
                Tags = Tags(row.Name, row.Tags),
                CreatedAt = start - TimeSpan.FromDays(200) + TimeSpan.FromHours(number),
            });
            world.Resources.Add(resource.Arn, resource);
            foreach (var volume in DemoFleet.Volumes.Where(volume => volume.FileSystem == row.Name))
            {
                var added = FileSystemShapes.Volume(
                    $"fsvol-{AwsWorld.HexId("demo/" + volume.Name, 1, 17)}", id, account, row.Region, volume.Name,
                    new FileSystemSpec
                    {
                        Capacity = volume.GiB,
                        Tags = Tags(volume.Name, row.Tags),
                        CreatedAt = start - TimeSpan.FromDays(199)
                    });
                world.Resources.Add(added.Arn, added);
            }
        }
    }

    private static Dictionary<string, string> Tags(string name, string tags)
    {
        var all = tags.Split(' ').Select(tag => tag.Split('=')).ToDictionary(tag => tag[0], tag => tag[1]);
        all["Name"] = name;
        return all;
    }

    private static JsonObject Configuration(DemoFileSystem row)
    {
        var shape = new JsonObject
        {
            ["DeploymentType"] = row.Deployment,
            ["WeeklyMaintenanceStartTime"] = "7:02:00",
            ["AutomaticBackupRetentionDays"] = row.AutomaticBackups ? 7 : 0,
            ["DailyAutomaticBackupStartTime"] = row.AutomaticBackups ? "04:30" : null,
        };
        if (row.Type == "WINDOWS")
        {
            shape["ThroughputCapacity"] = 64;
            AddDirectory(shape, row);
        }

        foreach (var empty in shape.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            shape.Remove(empty);
        }

        return shape;
    }

    private static void AddDirectory(JsonObject shape, DemoFileSystem row)
    {
        if (row.SelfManagedDirectory)
        {
            shape["SelfManagedActiveDirectoryConfiguration"] = new JsonObject
            {
                ["DomainName"] = "corp.example.com",
                ["DnsIps"] = new JsonArray("10.0.0.10", "10.0.0.11"),
                ["UserName"] = "fsx-service",
            };
        }
        else
        {
            shape["ActiveDirectoryId"] = "d-9967012345";
        }
    }
}
