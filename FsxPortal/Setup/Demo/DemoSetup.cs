using Amazon.Runtime;
using FsxPortal.Auth.Demo;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Engine.Sync;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Setup.Start;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Setup.Demo;

/// <summary>The demo: an emulator of AWS, accounts and policies, and the restore points that lie in the emulator's vaults.</summary>
/// <remarks>Everything is created by the portal's own commands and sync; doing it twice changes nothing.</remarks>
public static class DemoSetup
{
    private const string KeysSetting = "demo-provider";

    /// <summary>Starts the emulator, unless Aws:Endpoint names one, and lets the business time follow its clock.</summary>
    public static async Task AddDemoAsync(this WebApplicationBuilder builder, PortalArguments arguments, CancellationToken cancel)
    {
        var folder = HomeFolder.Of(arguments);
        var endpoint = builder.Configuration["Aws:Endpoint"] ?? "";
        if (endpoint.Length == 0)
        {
            var emulator = await EmulatorApp.StartAsync(new EmulatorOptions
            {
                Urls = arguments.EmulatorUrls,
                Speed = arguments.Speed,
                StartAt = arguments.StartAt,
                Seed = EmulatorSeed.Demo,
                StateFile = Path.Combine(folder, "emulator.jsonl"),
            }, cancel);
            // Handed out by a factory, so that it is closed with the portal.
            builder.Services.AddSingleton(_ => emulator);
            endpoint = emulator.Url;
        }

        builder.AddDemoProvider();
        builder.Configuration["Aws:Endpoint"] = endpoint;
        builder.Configuration["Aws:HomeRegion"] = DemoCompany.HomeRegion;
        builder.Configuration["Engine:PollMin"] ??= "00:00:01";
        builder.Configuration["Engine:PollMax"] ??= "00:00:02";
        builder.Services.AddSingleton<AWSCredentials>(new BasicAWSCredentials(DemoCompany.AccessKey, DemoCompany.SecretKey));

        // One connection to one address for the life of the process.
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(endpoint.TrimEnd('/') + "/") };
        var clock = await DemoClock.StartAsync(client, Path.Combine(folder, "clock"), cancel);
        builder.Services.AddSingleton(_ => clock);
        builder.Services.AddSingleton(new Clocks(clock, TimeProvider.System));
    }

    /// <summary>Registers the demo's accounts, reads what exists, creates the policies and adopts their restore points.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app, PortalArguments arguments, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;

        // Once resolved, they are closed with the portal.
        services.GetService<EmulatorApp>();
        services.GetRequiredService<DemoClock>();

        // Nodes that start together take turns: the second finds everything done.
        await using var turn = await services.GetRequiredService<NamedLocks>().TakeAsync("demo", cancel, NamedLocks.StartPatience);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        await UseKeysAsync(db, services, cancel);
        if (!await db.Accounts.AnyAsync(cancel))
        {
            foreach (var account in DemoCompany.Accounts)
            {
                await services.GetRequiredService<AccountCommands>().CreateAsync(
                    Actor.Portal, account.Name, account.AwsAccount, account.RoleArn, account.Regions, cancel);
            }
        }

        await services.GetRequiredService<InventorySync>().SyncAsync(cancel);
        if (!arguments.Empty && !await db.Sessions.AnyAsync(cancel) && !await db.Policies.AnyAsync(cancel))
        {
            foreach (var (id, document) in DemoCompany.Policies)
            {
                await services.GetRequiredService<PolicyCommands>().CreateAsync(Actor.Portal, document, id, cancel);
            }

            await services.GetRequiredService<VaultSync>().SyncAsync(cancel);
        }
    }

    // Every node signs with the same keys; they are sealed as everything is that people are known by.
    private static async Task UseKeysAsync(PortalDb db, IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetService<DemoKeys>() is not { } keys)
        {
            return;
        }

        var seal = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("FsxPortal.DemoProvider");
        var kept = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == KeysSetting, cancel);
        if (kept is null)
        {
            kept = new Setting(KeysSetting, Convert.ToBase64String(seal.Protect(DemoKeys.Create())));
            db.Settings.Add(kept);
            await db.SaveChangesAsync(cancel);
        }

        keys.Use(seal.Unprotect(Convert.FromBase64String(kept.Value)));
    }
}
