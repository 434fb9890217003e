using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>A policy that protects a whole fleet with daily backups and copies.</summary>
internal static class FleetPolicy
{
    public static readonly Guid Id = new("00000000-0000-7000-8000-ffffffffffff");

    /// <summary>What a policy asks for that protects the whole fleet and keeps its backups and copies for so many days.</summary>
    public static PolicyDocument Document(int days) => new()
    {
        Name = "Whole fleet",
        Enabled = true,
        TimeZone = "UTC",
        Account = Bench.Account,
        Regions = [Bench.Home],
        Selection = new Selection(),
        Vaults = new Dictionary<string, string> { [Bench.Home] = "portal-vault" },
        Copies = new Dictionary<string, CopyTarget> { [Bench.Home] = new() { Region = "eu-west-1", Vault = "portal-copies" } },
        Schedule = new Schedule
        {
            Daily = new DailyRule { Hours = [12], Retention = new Period(days, PeriodUnit.Days),
                Copy = new DailyCopy { Hours = [12], Retention = new Period(days, PeriodUnit.Days) } },
        },
    };

    /// <summary>Adds the policy, its account and its vaults, as if it had been there as long as it keeps.</summary>
    public static async Task AddAsync(FleetDatabase fleet, int days)
    {
        await using var db = fleet.CreateDbContext();
        db.Add(new AwsAccount(Guid.CreateVersion7(), "Bench", Bench.Account, null, [Bench.Home, "eu-west-1"]));
        foreach (var (region, vault) in new[] { (Bench.Home, "portal-vault"), ("eu-west-1", "portal-copies") })
        {
            db.Add(new LaneRecord(Lane.Of(Bench.Account, region)));
            db.Add(new Vault(
                Guid.CreateVersion7(),
                new VaultFacts($"arn:aws:backup:{region}:{Bench.Account}:backup-vault:{vault}", vault, false, null, 0), SampleFleet.End));
        }

        var policy = new Policy(Id, Document(days), 1, SampleFleet.End.AddDays(-days));
        policy.AdvanceSchedule(SampleFleet.End);
        db.Add(policy);
        await db.SaveChangesAsync();
    }
}
