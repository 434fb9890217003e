using Bunit;
using Bunit.TestDoubles;
using FsxPortal.Components;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Live;
using FsxPortal.Setup;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using TestContext = Xunit.TestContext;

namespace FsxPortal.Tests.Support;

/// <summary>A page over a fresh database at noon of a Wednesday. Every page has to let go of what it listens to.</summary>
public abstract class PageContext : BunitContext, IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Rows.Now);

    // A second, as is the default, is not enough where many tests share two cores.
    static PageContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    private protected TestDatabase Database { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ProgressFeed Feed => Services.GetRequiredService<ProgressFeed>();

    protected BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(Cancel);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.ShowTransitionDuration = 0;
            mud.SnackbarConfiguration.HideTransitionDuration = 0;
        });
        Services.AddSingleton<IDbContextFactory<PortalDb>>(Database)
            .AddSingleton(new Clocks(_time, _time))
            .AddSingleton<ProgressFeed>()
            .AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<ProgressFeed>())
            .AddSingleton<SessionPlanner>()
            .AddSingleton<PolicyCommands>().AddSingleton<SessionCommands>().AddSingleton<AccountCommands>().AddNoAws().AddSingleton<AccountChecks>().AddSingleton<PolicyPreviews>().AddSingleton<RestorePointCommands>()
            .AddSingleton<OverviewQuery>().AddSingleton<TrendQuery>().AddSingleton<SearchQuery>().AddSingleton<TimelineQuery>().AddSingleton<PolicyQuery>().AddSingleton<SessionQuery>()
            .AddSingleton<FileSystemQuery>().AddSingleton<ChainQuery>().AddSingleton<InventoryQuery>()
            .AddTexts().AddSingleton<JointReads>().AddScoped<Visitor>().AddScoped<CommandRunner>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Says that something changed, and lets the rest of the page go by.</summary>
    protected void Publish(params string[] topics)
    {
        Feed.Publish(topics);
        Turn(TimeSpan.FromSeconds(2));
    }

    /// <summary>Turns both clocks.</summary>
    protected void Turn(TimeSpan by) => _time.Advance(by);

    /// <summary>Changes rows in the database.</summary>
    private protected async Task ChangeAsync(Func<PortalDb, Task> change)
    {
        await using var db = Database.CreateDbContext();
        await change(db);
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>What the snackbars would show.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Snackbars() => Render<MudSnackbarProvider>();

    /// <summary>Where dialogs open.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();

    protected override async ValueTask DisposeAsyncCore()
    {
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscriptions);
        await base.DisposeAsyncCore();
        await Database.DisposeAsync();
    }
}
