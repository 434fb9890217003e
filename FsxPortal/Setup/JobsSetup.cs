using FsxPortal.Core.Jobs;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Logging;

namespace FsxPortal.Setup;

/// <summary>Has Hangfire ring the engine.</summary>
public static class JobsSetup
{
    /// <summary>Adds Hangfire's storage and server, and the jobs.</summary>
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // Registered by hand: AddHangfire would hand out process-wide statics, and two hosts in one process would share their jobs.
        services.AddSingleton<JobStorage>(provider =>
        {
            // Hangfire keeps its logger in a static, too: the one of a host that has ended must not be asked.
            LogProvider.SetCurrentLogProvider(new AspNetCoreLogProvider(provider.GetRequiredService<ILoggerFactory>()));
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(10) });
        });
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobFilterProvider>(provider => new JobFilterProviderCollection(
            GlobalJobFilters.Filters, new JobFilterAttributeFilterProvider(), ActivatorUtilities.CreateInstance<QueueTimes>(provider)));
        services.AddHangfire(hangfire => hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.WorkerCount = Math.Max(4, Environment.ProcessorCount * 2);
        });
        services.AddScoped<TickJob>();
        services.AddScoped<LaneJob>();
        services.AddScoped<InventoryJob>();
        services.AddScoped<SyncJob>();
    }

    /// <summary>Sets the recurring jobs up.</summary>
    public static void PrepareJobs(this IHost app) => RecurringJobs.Register(app.Services.GetRequiredService<IRecurringJobManager>());
}
