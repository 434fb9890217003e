using FsxPortal.Core;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Auditing;

/// <summary>A test of the audit trail in a fresh database.</summary>
public abstract class AuditTests : IAsyncLifetime
{
    protected static readonly Actor Ann = new("Ann", PortalRoles.Administrator) { Address = "192.0.2.7" };

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TestDatabase Database { get; private set; } = null!;

    protected FakeTimeProvider Time { get; } = new(Rows.Now);

    protected Clocks Clocks => new(Time, Time);

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    /// <summary>An event of which every part says something.</summary>
    protected static AuditEvent Change(int number) => new(
        Ann, AuditAction.ChangePolicy,
        new Subject(SubjectKind.Policy, Rows.NewId(), $"Policy {number}") { AwsAccount = Rows.Account })
    {
        Reason = "Why not.",
        Before = $$"""{"name":"Policy","count":{{number}}}""",
        After = $$"""{"name":"Policy","count":{{number + 1}}}""",
        TraceId = $"{number:x32}",
    };

    /// <summary>Records events, each in a transaction of its own.</summary>
    protected async Task WriteAsync(int count, AuditKeys? keys = null)
    {
        for (var number = 1; number <= count; number++)
        {
            await WriteAsync(Change(number), keys);
        }
    }

    protected async Task WriteAsync(AuditEvent happened, AuditKeys? keys = null)
    {
        await using var db = Database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await new AuditTrail(keys ?? TrailKey.Keys, Clocks).WriteAsync(db, [happened], Cancel);
        await transaction.CommitAsync(Cancel);
    }

    protected Task<AuditVerdict> VerifyAsync(AuditAnchor? noted = null, AuditKeys? keys = null) =>
        new AuditVerifier(Database, keys ?? TrailKey.Keys).RunAsync(noted, Cancel);

    /// <summary>Does to the tables what the portal never does.</summary>
    protected async Task TamperAsync(string statement, params object[] values)
    {
        await using var db = Database.CreateDbContext();
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(statement, values, Cancel));
    }

    protected async Task<List<AuditEntry>> EntriesAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Audit.AsNoTracking().OrderBy(entry => entry.Number).ToListAsync(Cancel);
    }
}
