using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Engine;

/// <summary>A test of the whole engine over a fresh database and a fresh AWS; what always holds is asserted at its end.</summary>
public abstract class EngineTests : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whether the portal still knows all that it has done when the test ends.</summary>
    protected virtual bool Remembers => true;

    private protected PortalFixture Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Portal = await PortalFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (Remembers)
            {
                await Invariants.HoldAsync(Portal);
            }
        }
        finally
        {
            await Portal.DisposeAsync();
        }
    }

    /// <summary>Creates file systems in AWS and lets the portal see them.</summary>
    private protected async Task AddFileSystemsAsync(params string[] names)
    {
        foreach (var name in names)
        {
            Portal.Aws.AddFileSystem(name);
        }

        await Portal.ReadInventoryAsync();
    }

    private protected static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
