using Bunit.TestDoubles;
using FsxPortal.Auth.Visitors;
using FsxPortal.Components;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Live;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using FsxPortal.Tests.Support.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace FsxPortal.Tests.Support;

/// <summary>A page over a fresh database at noon of a Wednesday. Every page has to let go of what it listens to.</summary>
public abstract class PageContext : PartContext
{
    private ITimer _time = null!;

    private protected TestDatabase Database { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ProgressFeed Feed => Services.GetRequiredService<ProgressFeed>();

    protected BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    public override async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(Cancel);
        Services.AddSingleton<IDbContextFactory<PortalDb>>(Database)
            .AddSingleton<ProgressFeed>()
            .AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<ProgressFeed>())
            .AddCommands().AddNoAws()
            .AddQueries()
            .AddSingleton<JointReads>().AddTransient(_ => Visitor()).AddScoped<CommandRunner>();
        await base.InitializeAsync();
        _time = LetTimeGoOn();
    }

    /// <summary>Who looks at the next page.</summary>
    protected virtual Visitor Visitor() => new SomeVisitor(Some.Administrator);

    /// <summary>Says that something changed, and lets the rest of the page go by.</summary>
    protected void Publish(params string[] topics)
    {
        Feed.Publish(topics);
        Turn(TimeSpan.FromSeconds(2));
    }

    /// <summary>Changes rows in the database.</summary>
    private protected async Task ChangeAsync(Func<PortalDb, Task> change)
    {
        await using var db = Database.CreateDbContext();
        await change(db);
        await db.SaveChangesAsync(Cancel);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await DisposeComponentsAsync();
        await _time.DisposeAsync();
        Assert.Equal(0, Feed.Subscriptions);
        await base.DisposeAsyncCore();
        await Database.DisposeAsync();
    }
}
