using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Engine.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Start;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Setup.Verbs;

/// <summary>The command <c>audit verify</c>: says whether the audit trail is what the portal wrote. Nothing is changed.</summary>
public static class AuditCommand
{
    private const string Noted = "--noted";

    /// <summary>Verifies, and prints what was found.</summary>
    /// <returns>0, or 1 if anything does not fit.</returns>
    /// <exception cref="StartException">The command line or a setting is wrong.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["verify", .. var rest])
        {
            throw new StartException($"The command is 'audit verify'. {Noted} NUMBER:SEAL demands that the trail holds an end of before.");
        }

        var (arguments, noted) = Read([.. rest]);
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { Args = [.. arguments.Settings], ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("FsxPortal__");
        StartChecks.Demand(builder.Configuration, arguments);
        builder.Logging.ClearProviders();
        builder.AddCore(arguments);
        using var host = builder.Build();
        await DemandTrailAsync(host.Services, cancel);
        var verifier = host.Services.GetRequiredService<AuditVerifier>();
        var verdict = await verifier.RunAsync(noted ?? await host.Services.GetRequiredService<AnchorFile>().ReadAsync(cancel), cancel);
        return await PrintAsync(verdict, output);
    }

    private static async Task<int> PrintAsync(AuditVerdict verdict, TextWriter output)
    {
        if (verdict.End is { } end)
        {
            await output.WriteLineAsync($"The audit trail is whole: {verdict.Entries} entries.");
            await output.WriteLineAsync($"It ends with {end}. Keep that elsewhere: {Noted} {end} tells later whether the end was cut off.");
            return 0;
        }

        await output.WriteLineAsync("The audit trail is not what the portal wrote.");
        foreach (var fault in verdict.Faults)
        {
            await output.WriteLineAsync($"  {fault.Text}");
        }

        return 1;
    }

    private static async Task DemandTrailAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await CheckCommand.ProblemAsync(services, cancel) is { } problem)
        {
            throw new StartException(problem);
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new StartException("The database has no audit trail yet. Start the portal once.");
        }
    }

    private static (PortalArguments Arguments, AuditAnchor? Noted) Read(List<string> args)
    {
        var at = args.FindIndex(arg => PortalArguments.Split(arg).Name == Noted);
        if (at < 0)
        {
            return (PortalArguments.Parse(args), null);
        }

        var value = PortalArguments.Split(args[at]).Value;
        var text = value ?? args.ElementAtOrDefault(at + 1);
        args.RemoveRange(at, value is null && text is not null ? 2 : 1);
        return (PortalArguments.Parse(args), AuditAnchor.Read(text)
            ?? throw new StartException($"{Noted} needs what 'audit verify' printed as the end: NUMBER:SEAL."));
    }
}
