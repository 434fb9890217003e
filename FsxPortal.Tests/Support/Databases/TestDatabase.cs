using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>The portal's tables in a database of its own, of the kind the test's case names, gone when disposed.</summary>
public abstract class TestDatabase : IDbContextFactory<PortalDb>, IAsyncDisposable
{
    /// <summary>How the portal reaches it.</summary>
    public required DatabaseOptions Options { get; init; }

    public static async Task<TestDatabase> CreateAsync(CancellationToken cancel) => OnEachDatabase.Current == DatabaseKind.PostgreSql
        ? await PostgresTestDatabase.CreateAsync(cancel)
        : await SqliteTestDatabase.CreateAsync(cancel);

    public abstract PortalDb CreateDbContext();

    public Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => Task.FromResult(CreateDbContext());

    /// <summary>Saves new rows, and what follows from them.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await ProtectionBook.VerifyAsync(db, TestContext.Current.CancellationToken);
    }

    public abstract ValueTask DisposeAsync();
}
