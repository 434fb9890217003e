using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace FsxPortal.Tests.Auditing;

/// <summary>Refusals are on record, and a flood of them does not fill the disk.</summary>
public sealed class RefusalTests : AuditTests
{
    private Refusals Refusals => field ??= new Refusals(
        Database, new AuditTrail(TrailKey.Keys, Clocks), Clocks, NullLogger<Refusals>.Instance);

    [StoreFact]
    public async Task A_flood_of_one_leaves_few_entries_and_does_not_hide_another()
    {
        await FloodAsync("mallory", 500);
        await FloodAsync("ann", 1);
        Time.Advance(TimeSpan.FromMinutes(1));
        await FloodAsync("mallory", 1);

        var entries = (await EntriesAsync()).Skip(1).ToList();
        Assert.Equal(12, entries.Count);
        Assert.All(entries, entry => Assert.Equal(AuditOutcome.Refused, entry.Outcome));
        Assert.Equal(
            "You may not. Before it 490 more refusals were not recorded one by one.", entries.Single(entry => entry.Actor == "ann").Reason);
        Assert.Equal(("mallory", "You may not."), (entries[^1].Actor, entries[^1].Reason));
    }

    [StoreFact]
    public async Task A_flood_of_many_leaves_few_entries_too()
    {
        for (var one = 0; one < 200; one++)
        {
            await FloodAsync($"mallory {one}", 1);
        }

        Assert.Equal(61, (await EntriesAsync()).Count);
    }

    [StoreFact]
    public async Task Who_is_refused_is_so_also_where_that_cannot_be_recorded()
    {
        await FloodAsync("ann", 1);
        await TamperAsync("DELETE FROM audit_head");

        await FloodAsync("mallory", 1);

        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    private async Task FloodAsync(string name, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await Refusals.NoteAsync(
                new AuditEvent(new Actor(name, PortalRoles.ReadOnly), AuditAction.RemovePolicy) { Reason = "You may not." });
        }
    }
}
