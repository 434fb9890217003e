using FsxPortal.Api;
using FsxPortal.Auth.Claims;
using FsxPortal.CommandLine;
using FsxPortal.Core.Jobs;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Database;
using FsxPortal.Setup.Demo;
using FsxPortal.Setup.Health;
using FsxPortal.Setup.Start;
using FsxPortal.Setup.Telemetry;
using FsxPortal.Setup.Verbs;
using Microsoft.Extensions.Options;

namespace FsxPortal.Setup;

/// <summary>The portal from start to stop.</summary>
public static class Portal
{
    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    /// <returns>The exit code: 0; or 1, or what the command says, with a plain sentence on the error stream.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await (args switch
            {
                ["emulator", .. var rest] => EmulatorApp.RunAsync(rest),
                ["health", var address] => HealthProbe.RunAsync(address),
                ["check", .. var options] =>
                    CheckCommand.RunAsync(CheckArguments.Parse(options), Console.In, Console.Out, CancellationToken.None),
                ["audit", .. var wanted] => AuditCommand.RunAsync(wanted, Console.Out, CancellationToken.None),
                [var verb, .. var about] when PolicyFileArguments.Verbs.Contains(verb) => RunFilesAsync(verb, about),
                _ => ServeAsync(args),
            });
        }
        catch (CommandLineException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return wrong.Code;
        }
        catch (Exception wrong) when (wrong is EmulatorStartException || StartTrouble.Of(wrong) is not null)
        {
            await Console.Error.WriteLineAsync(StartTrouble.Of(wrong) ?? wrong.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = await BuildAsync(PortalArguments.Parse(args), CancellationToken.None);
        await app.RunAsync();
        return 0;
    }

    private static Task<int> RunFilesAsync(string verb, string[] about)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables("FSXPORTAL_").Build();
        return PolicyFileCommand.RunAsync(
            PolicyFileArguments.Parse(verb, about, environment), Console.Out, Console.Error, CancellationToken.None);
    }

    /// <summary>Puts the portal together and prepares its data; it answers once the result is started.</summary>
    /// <exception cref="StartException">A setting is missing or wrong.</exception>
    public static async Task<WebApplication> BuildAsync(PortalArguments arguments, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. arguments.Settings],
            ApplicationName = typeof(Portal).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddEnvironmentVariables("FsxPortal__");
        StartChecks.Demand(builder.Configuration, arguments);
        StartChecks.DemandSignIn(builder.Configuration, arguments);
        StartChecks.DemandAddresses(builder.Configuration, arguments);
        builder.WebHost.UseUrls(ManagementPort.Urls(builder.Configuration, arguments.Urls));
        if (arguments.Demo)
        {
            await builder.AddDemoAsync(arguments, cancel);
        }

        builder.AddTelemetry();
        builder.AddCore(arguments);
        builder.AddJobs();
        DatabaseKeys.Add(builder.Services);
        builder.Services.AddPortalApi();
        builder.Services.AddSingleton<AwsCheck>().AddHealthChecks().AddCheck<JobsCheck>("jobs").AddCheck<AwsCheck>("aws");
        builder.AddWeb();

        var app = builder.Build();
        StartChecks.DemandCredentials(app.Services);
        app.PrepareTelemetry();
        await app.PrepareCoreAsync(cancel);
        await app.PrepareJobsAsync(cancel);
        if (arguments.Demo)
        {
            await app.PrepareDemoAsync(arguments, cancel);
        }

        Map(app);
        Announce(app, arguments);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.MapWeb();
        app.UsePortalApi();
        app.MapPortalApi();
        app.MapJobsPage();
        app.MapTelemetry();
    }

    private static void Announce(WebApplication app, PortalArguments arguments) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var port = ManagementPort.Of(app.Configuration);
        Console.WriteLine($"FsxPortal answers at {string.Join(", ", app.Urls.Where(url => BindingAddress.Parse(url).Port != port))}");
        Console.WriteLine($"Its data lies in {DatabaseSetup.PlaceOf(app.Configuration, arguments)}");
        Console.WriteLine($"People sign in with {app.Services.GetRequiredService<IOptions<SignInOptions>>().Value.Authority}");
        app.Services.GetRequiredService<Heartbeat>().Begin();
    });
}
