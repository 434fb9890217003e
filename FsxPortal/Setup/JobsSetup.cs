using FsxPortal.Core;
using FsxPortal.Core.Jobs;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Logging;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace FsxPortal.Setup;

/// <summary>Has Hangfire carry the engine's work.</summary>
public static class JobsSetup
{
    // The engine keeps its own record of what was done: Hangfire's are for looking into, not for keeping.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Adds Hangfire's storage and server, the jobs and the heartbeat.</summary>
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // Registered by hand: AddHangfire would hand out process-wide statics, and two hosts in one process would share their jobs.
        services.AddSingleton<JobStorage>(provider =>
        {
            LogProvider.SetCurrentLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>()));
            var database = provider.GetRequiredService<DatabaseOptions>();
            return database.Provider == DatabaseKind.PostgreSql ? InPostgres(database.ConnectionString) : InMemory();
        });
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobFilterProvider>(provider => new JobFilterProviderCollection(
            GlobalJobFilters.Filters, new JobFilterAttributeFilterProvider(), ActivatorUtilities.CreateInstance<QueueTimes>(provider)));
        services.AddHangfire((provider, hangfire) => hangfire.UseLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            server.HeartbeatInterval = TimeSpan.FromSeconds(10);
            server.WorkerCount = Math.Max(4, Environment.ProcessorCount * 2);
        });
        services.AddScoped<Tick>();
        services.AddScoped<LaneJob>();
        services.AddScoped<InventoryJob>();
        services.AddScoped<SyncJob>();
        services.AddScoped<CleanupJob>();
        services.AddScoped<AuditJob>();
        services.AddSingleton<Heartbeat>();
        services.AddHostedService(provider => provider.GetRequiredService<Heartbeat>());
    }

    /// <summary>Sets the recurring jobs up; nodes that start together take turns in preparing Hangfire's tables.</summary>
    public static async Task PrepareJobsAsync(this IHost app, CancellationToken cancel)
    {
        await using var turn = await app.Services.GetRequiredService<NamedLocks>().TakeAsync("migrate", cancel, NamedLocks.StartPatience);
        var jobs = app.Services.GetRequiredService<IRecurringJobManager>();
        RecurringJobs.Register(jobs);
        RecurringJobs.Rewind(jobs, app.Services.GetRequiredService<JobStorage>(), app.Services.GetRequiredService<Clocks>().RealNow);
    }

    private static InMemoryStorage InMemory() => new(new InMemoryStorageOptions { MaxExpirationTime = KeptFor });

    private static PostgreSqlStorage InPostgres(string connectionString)
    {
        var options = new PostgreSqlStorageOptions
        {
            // The defaults run a job twice that takes longer than half an hour, and leave other nodes waiting for 15 s.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromMinutes(1),
            QueuePollInterval = TimeSpan.FromMilliseconds(500),
            DistributedLockTimeout = TimeSpan.FromMinutes(1),
            EnableTransactionScopeEnlistment = false,
            // A portal whose jobs do not run has to say so and not look healthy.
            AllowDegradedModeWithoutStorage = false,
        };
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false }.ConnectionString;
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options) { JobExpirationTimeout = KeptFor };
    }
}
