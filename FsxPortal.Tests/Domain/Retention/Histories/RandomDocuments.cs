using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>Whatever somebody may ask of a policy.</summary>
internal sealed class RandomDocuments(Random random, IReadOnlyList<string> fileSystems)
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Pacific/Apia"];

    /// <summary>The next one.</summary>
    public PolicyDocument Next()
    {
        Period Period() => new(random.Next(1, 30), random.Next(8) == 0 ? PeriodUnit.Months : PeriodUnit.Days);
        return new PolicyDocument
        {
            Name = "P",
            Account = Some.Account,
            Regions = [Some.Region],
            TimeZone = Zones[random.Next(Zones.Length)],
            Selection = new Selection
            {
                Exclude = random.Next(4) == 0
                ? [new SelectionRule { AwsFileSystemId = fileSystems[random.Next(fileSystems.Count)] }] : []
            },
            KeepNewest = random.Next(2) == 0,
            Schedule = new Schedule
            {
                Daily = new DailyRule { Hours = [6], Retention = Period() },
                Weekly = random.Next(3) == 0 ? null : new WeeklyRule { Time = "06:00", Days = DaySet.Everyday, Retention = Period() },
                Monthly = random.Next(2) == 0 ? null
                    : new MonthlyRule { Time = "06:00", On = new MonthDay { DayOfMonth = 1 }, Months = [1], Retention = Period() },
            },
        };
    }
}
