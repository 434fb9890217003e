using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine.Retention;

/// <summary>What may be over is found, though it is not judged there.</summary>
public sealed class OverduePointsTests : QueryTests
{
    private static readonly DateTimeOffset Slot = new(2026, 3, 1, 0, 30, 0, TimeSpan.Zero);

    [StoreFact]
    public async Task What_own_rules_keep_is_over_only_by_an_approved_cut()
    {
        var policy = Rows.NewId();
        var own = new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Weekly] = new(1, PeriodUnit.Months) }, "UTC");
        var shorter = own with { Periods = new Dictionary<GfsFlags, Period> { [GfsFlags.Weekly] = new(3, PeriodUnit.Days) } };
        var point = await AddAsync(policy, own);
        var at = Slot.AddDays(4);

        Assert.Empty(await FindAsync(policy, at));
        Assert.Equal([point], await FindAsync(policy, at, new ApprovedCut(RestorePointKind.Backup, shorter, GfsFlags.Weekly)));
        Assert.Empty(await FindAsync(policy, at, new ApprovedCut(RestorePointKind.Backup, shorter, GfsFlags.Daily)));
        Assert.Empty(await FindAsync(policy, Slot.AddDays(2), new ApprovedCut(RestorePointKind.Backup, shorter, GfsFlags.Weekly)));
        Assert.Equal([point], await FindAsync(policy, Slot.AddDays(31)));
    }

    [StoreFact]
    public async Task A_cut_that_was_approved_once_is_remembered()
    {
        var policy = Rows.NewId();
        var own = new RetentionRules(new Dictionary<GfsFlags, Period> { [GfsFlags.Weekly] = new(1, PeriodUnit.Months) }, "UTC");
        var point = await AddAsync(policy, own);
        await Database.AddAsync(new Promise(Rows.NewId(), new ChainKey(Rows.NewId(), RestorePointKind.Backup, "vault"), policy, 2, 7)
        {
            Rules = own with { Periods = new Dictionary<GfsFlags, Period> { [GfsFlags.Weekly] = new(3, PeriodUnit.Days) } },
            Cuts = GfsFlags.Weekly,
            MadeAt = Slot,
        });

        Assert.Equal([point], await FindAsync(policy, Slot.AddDays(4)));
    }

    private async Task<Guid> AddAsync(Guid policy, RetentionRules rules)
    {
        var fileSystem = Rows.FileSystem("ant");
        var point = Rows.Point(fileSystem, Slot);
        point.Claim(
            new Origin
            {
                Kind = RestorePointKind.Backup,
                FileSystemId = fileSystem.Id,
                PolicyId = policy,
                Slot = Slot,
                Flags = GfsFlags.Weekly,
                Rules = rules
            });
        await Database.AddAsync(fileSystem, point);
        return point.Id;
    }

    private async Task<IReadOnlyList<Guid>> FindAsync(Guid policy, DateTimeOffset at, params IReadOnlyList<ApprovedCut> cuts)
    {
        await using var db = await Database.CreateDbContextAsync(Cancel);
        return [.. (await new OverduePoints(db, policy, at).ReadAsync(cuts, Cancel)).Select(found => found.Point.Id)];
    }
}
