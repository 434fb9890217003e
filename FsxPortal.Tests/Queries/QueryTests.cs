using FsxPortal.Core;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Queries;

/// <summary>A test over a fresh database at noon of a Wednesday.</summary>
public abstract class QueryTests : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TestDatabase Database { get; private set; } = null!;

    protected Clocks Clocks { get; } = new(new FakeTimeProvider(Rows.Now), new FakeTimeProvider(Rows.Now));

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }
}
