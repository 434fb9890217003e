using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Engine.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FsxPortal.Tests.Auditing;

/// <summary>The daily look at the whole trail, and its alarm.</summary>
public sealed class TrailCheckTests : AuditTests
{
    private readonly LogLines _log = new();
    private readonly string _anchor = Path.Combine(Directory.CreateTempSubdirectory("fsxportal-audit").FullName, "audit.anchor");

    private TrailCheck Check => new(
        Database, new AuditVerifier(Database, TrailKey.Keys), new AnchorFile(_anchor),
        new ProgressFeed(NullLogger<ProgressFeed>.Instance), Clocks,
        new Logger<TrailCheck>(LoggerFactory.Create(logging => logging.AddProvider(_log))));

    [StoreFact]
    public async Task It_looks_once_a_day_and_remembers_what_it_found()
    {
        await WriteAsync(2);
        await Check.RunIfDueAsync(Cancel);
        await TamperAsync("""UPDATE audit_entry SET "Actor" = 'Eve' WHERE "Number" = 2""");

        Time.Advance(TimeSpan.FromHours(23));
        await Check.RunIfDueAsync(Cancel);
        Assert.Equal((3, null), (Known()?.Entries, Known()?.Fault));

        Time.Advance(TimeSpan.FromHours(1));
        await Check.RunIfDueAsync(Cancel);
        Assert.Contains("The entry 2 is not what the portal wrote", Known()?.Fault, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task What_does_not_fit_is_told_in_the_log_on_the_first_page_and_on_the_page_of_the_trail()
    {
        await WriteAsync(2);
        await TamperAsync("""DELETE FROM audit_entry WHERE "Number" = 2""");

        await Check.RunAsync(Cancel);

        Assert.Contains(_log.All, line => line.Contains("The entry 2 is missing.", StringComparison.Ordinal));
        var reads = new ScopedReads(Database);
        var overview = new OverviewQuery(reads, Clocks);
        Assert.Equal("The entry 2 is missing.", (await overview.ReadAsync(Scope.Everything, Cancel)).AuditFault);
        Assert.Null((await overview.ReadAsync(new Scope(PortalRoles.Operator), Cancel)).AuditFault);
        Assert.Null((await overview.ReadAsync(new Scope(PortalRoles.Administrator, [Rows.Account]), Cancel)).AuditFault);
        Assert.Equal("The entry 2 is missing.", (await new AuditQuery(reads).CheckAsync(Scope.Everything, Cancel))?.Fault);
        Assert.False(File.Exists(_anchor));
    }

    [StoreFact]
    public async Task What_was_noted_outside_of_the_database_counts_and_is_kept_when_the_trail_is_broken()
    {
        await WriteAsync(2);
        await Check.RunAsync(Cancel);
        var noted = await File.ReadAllTextAsync(_anchor, Cancel);
        await TamperAsync("DELETE FROM audit_entry");
        await TamperAsync("DELETE FROM audit_head");

        var verdict = await Check.RunAsync(Cancel);

        Assert.Equal("The entries 1 to 3 are missing.", Assert.Single(verdict.Faults).Text);
        Assert.Equal(noted, await File.ReadAllTextAsync(_anchor, Cancel));
    }

    private AuditCheck? Known()
    {
        using var db = Database.CreateDbContext();
        return AuditCheck.Read(db.Settings.SingleOrDefault(setting => setting.Key == AuditCheck.Key)?.Value);
    }
}
