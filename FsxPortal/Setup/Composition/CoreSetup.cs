using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Engine.Lanes;
using FsxPortal.Core.Engine.Lanes.Looks;
using FsxPortal.Core.Engine.Pass;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Engine.Retention;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Health;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Trends;
using FsxPortal.Setup.Database;
using FsxPortal.Setup.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FsxPortal.Setup.Composition;

/// <summary>Puts the rooms of Core together.</summary>
public static class CoreSetup
{
    /// <summary>Adds database, AWS, engine, queries and commands: everything that works without being rung.</summary>
    public static void AddCore(this IHostApplicationBuilder builder, PortalArguments arguments)
    {
        var services = builder.Services;
        services.TryAddSingleton(new Clocks(TimeProvider.System, TimeProvider.System));
        services.TryAddSingleton(SelfKill.At(builder.Configuration["Checkpoints:KillAt"]));
        services.AddSingleton<ProgressFeed>();
        builder.AddDatabase(arguments);
        builder.AddAudit(arguments);
        builder.AddFourEyes();
        builder.AddAws();
        AddEngine(builder);
        services.AddQueries().AddCommands();
    }

    /// <summary>Adds what is read.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<WriteProbe>()
        .AddSingleton<OverviewQuery>()
        .AddSingleton<TrendQuery>()
        .AddSingleton<SearchQuery>()
        .AddSingleton<PolicyQuery>()
        .AddSingleton<SessionQuery>()
        .AddSingleton<FileSystemQuery>()
        .AddSingleton<ChainQuery>()
        .AddSingleton<TimelineQuery>()
        .AddSingleton<InventoryQuery>()
        .AddSingleton<AuditQuery>()
        .AddSingleton<ApprovalQuery>();

    /// <summary>Adds the commands, what they plan with, and what is looked at before one of them is given.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton(_ => new ClockWatch(TimeProvider.System))
        .AddSingleton<NamedLocks>()
        .AddSingleton<SessionEnds>()
        .AddSingleton<SessionStops>()
        .AddSingleton<SessionPlanner>()
        .AddSingleton<DueSlots>()
        .AddTrail()
        .AddSingleton<FourEyesDesk>()
        .AddSingleton<CommandDesk>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<PolicyApprovals>()
        .AddSingleton<PolicyCommands>()
        .AddSingleton<SessionCommands>()
        .AddSingleton<TaskCommands>()
        .AddSingleton<RestorePointCommands>()
        .AddSingleton<AccountCommands>()
        .AddSingleton<ApprovalCommands>()
        .AddSingleton<SignIns>()
        .AddSingleton<ScopedReads>()
        .AddSingleton<PolicyPreviews>()
        .AddSingleton<AccountChecks>();

    /// <summary>Brings the tables up to date and takes up what the last process left.</summary>
    public static async Task PrepareCoreAsync(this IHost app, CancellationToken cancel)
    {
        if (await app.PrepareDatabaseAsync(cancel))
        {
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
            await ProtectionBook.VerifyAsync(db, cancel);
            var locks = app.Services.GetRequiredService<NamedLocks>();
            await using var turn = await locks.TakeAsync("promises", cancel, NamedLocks.StartPatience);
            await PromiseUpgrade.RunAsync(db, app.Services.GetRequiredService<Clocks>(), cancel);
        }

        await app.OpenTrailAsync(cancel);
        await app.Services.GetRequiredService<Scheduler>().LookAtAllAsync(cancel);
        await app.Services.GetRequiredService<LaneLeases>().WakeAllAsync(cancel);
    }

    private static void AddEngine(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<EngineOptions>(builder.Configuration.GetSection(EngineOptions.Section));
        services.PostConfigure<EngineOptions>(options => options.TimeZone = builder.Configuration["Portal:TimeZone"] ?? options.TimeZone);
        services.Configure<RecordOptions>(builder.Configuration.GetSection(RecordOptions.Section));
        services.AddSingleton<RecordCleanup>().AddSingleton<ApprovalExpiry>();
        services.AddSingleton<LaneLeases>();
        services.AddSingleton<JobLooks>().AddSingleton<LookTimes>();
        services.AddSingleton<NamedLooks>();
        services.AddSingleton<LaneObserver>();
        services.AddSingleton<LaneOutage>();
        services.AddSingleton<TaskActions>();
        services.AddSingleton<JobFinder>();
        services.AddSingleton<JobStarter>();
        services.AddSingleton<TagTrimmer>();
        services.AddSingleton<TagProbe>();
        services.AddSingleton<DeletionFollower>();
        services.AddSingleton<LastLook>();
        services.AddSingleton<RetentionRunner>();
        services.AddSingleton<SessionCloser>();
        services.AddSingleton<SyncSchedule>();
        services.AddSingleton<LanePasses>();
        services.AddSingleton<LaneRounds>();
        services.AddSingleton<PassRunner>();
        services.AddSingleton<LaneDriver>();
        services.AddSingleton<DailyRetention>();
        services.AddSingleton<ClockComparison>();
        services.AddSingleton<Scheduler>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<RegionInventory>();
        services.AddSingleton<InventorySync>();
        services.AddSingleton<PermissionCheck>();
        services.AddSingleton<VaultCheck>();
        services.AddSingleton<AccountCheck>();
        services.AddSingleton<CredentialCheck>();
        services.AddScoped<PointAdoption>();
        services.AddScoped<VaultSync>();
        services.AddScoped<SyncRunner>();
    }
}
