using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>What may be over is found, though it is not judged there.</summary>
public sealed class OverduePointsTests : QueryTests
{
    private static readonly DateTimeOffset Slot = new(2026, 3, 1, 0, 30, 0, TimeSpan.Zero);

    [StoreFact]
    public async Task A_flag_of_which_the_policy_no_longer_speaks_ends_on_the_calendar_of_its_time_zone()
    {
        var policy = Rows.NewId();
        var own = new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Weekly] = new(1, PeriodUnit.Months) }, "UTC");
        var wanted = new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Daily] = new(1, PeriodUnit.Days) }, "Pacific/Pago_Pago");
        var point = await AddAsync(policy, own);

        // A month from 28 February in Samoa, not from 1 March in UTC.
        var at = Slot.AddDays(28).AddHours(1);
        Assert.Equal((true, false), (own.ChangedBy(wanted).EndsFor(GfsFlags.Weekly, Slot).Single().Until <= at, own.EndsFor(GfsFlags.Weekly, Slot).Single().Until <= at));
        Assert.Equal([point], await FindAsync(policy, wanted, at));
        Assert.Empty(await FindAsync(policy, wanted, at.AddDays(-7)));
    }

    private async Task<Guid> AddAsync(Guid policy, RetentionRules rules)
    {
        var fileSystem = Rows.FileSystem("ant");
        var point = Rows.Point(fileSystem, Slot);
        point.Claim(new Origin { Kind = RestorePointKind.Backup, FileSystemId = fileSystem.Id, PolicyId = policy, Slot = Slot, Flags = GfsFlags.Weekly, Rules = rules });
        await Database.AddAsync(fileSystem, point);
        return point.Id;
    }

    private async Task<IReadOnlyList<Guid>> FindAsync(Guid policy, RetentionRules wanted, DateTimeOffset at)
    {
        await using var db = await Database.CreateDbContextAsync(Cancel);
        var rules = new Dictionary<RestorePointKind, RetentionRules> { [RestorePointKind.Backup] = wanted };
        return [.. (await new OverduePoints(db, policy, at).ReadAsync(rules, Cancel)).Select(found => found.Point.Id)];
    }
}
