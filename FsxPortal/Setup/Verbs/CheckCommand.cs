using FsxPortal.Core;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Engine.Planning;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Health;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Reading;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FsxPortal.Setup.Verbs;

/// <summary>The command <c>check</c>: tests the configuration and says what to do about what
/// is wrong. Nothing is changed, unless a probe is asked for.</summary>
public static class CheckCommand
{
    private const string Database = "Database";
    private const string Clock = "Clock";

    private static readonly Finding NoAccount =
        new("Accounts", FindingState.Warning, "No account is registered.", "Register one under Settings, Accounts.");

    /// <summary>Checks, and prints a table.</summary>
    /// <returns>0, or 1 if anything failed.</returns>
    /// <exception cref="StartException">A setting is missing or wrong.</exception>
    public static async Task<int> RunAsync(CheckArguments asked, TextReader input, TextWriter output, CancellationToken cancel)
    {
        var arguments = asked.Portal;
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { Args = [.. arguments.Settings], ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("FsxPortal__");
        StartChecks.Demand(builder.Configuration, arguments);
        builder.Logging.ClearProviders();
        builder.AddCore(arguments);
        using var host = builder.Build();
        StartChecks.DemandCredentials(host.Services);
        if (asked.Probe)
        {
            return await ProbeCommand.RunAsync(host.Services, asked, input, output, cancel);
        }

        var findings = new List<(string Account, Finding Finding)>();
        await foreach (var found in FindAsync(host.Services, cancel))
        {
            findings.Add(found);
            await PrintAsync(output, found);
        }

        var failed = findings.Count(found => found.Finding.State == FindingState.Failed);
        await output.WriteLineAsync($"{findings.Count} checked, {failed} failed.");
        return failed == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<(string Account, Finding Finding)> FindAsync(
        IServiceProvider services, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var finding in await AuthorityCheck.RunAsync(services.GetRequiredService<IConfiguration>(), cancel))
        {
            yield return ("", finding);
        }

        var databases = services.GetRequiredService<IDbContextFactory<PortalDb>>();
        if (await ProblemAsync(services, cancel) is { } problem)
        {
            yield return ("", NoDatabase(problem));
            yield break;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var finding in ReadDatabase(services, db))
        {
            yield return ("", finding);
        }

        var accounts = await db.Accounts.AsNoTracking().OrderBy(account => account.Name).ToListAsync(cancel);
        if (accounts.Count == 0)
        {
            yield return ("", NoAccount);
        }

        foreach (var account in accounts)
        {
            foreach (var finding in await services.GetRequiredService<AccountCheck>().RunAsync(account, cancel))
            {
                yield return ($"{account.Name} ({account.AwsAccountId})", finding);
            }
        }

        foreach (var difference in await DifferencesAsync(services, cancel))
        {
            yield return ("", OfClock(difference));
        }
    }

    private static async Task<IReadOnlyCollection<ClockDifference>> DifferencesAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<ClockComparison>().CompareAsync(cancel);
        return [.. services.GetRequiredService<ClockWatch>().Differences];
    }

    private static Finding NoDatabase(string problem) => new(
        Database, FindingState.Failed, problem,
        "Check Database:ConnectionString; on a new database start the portal once, which makes the tables.");

    /// <summary>Why the database cannot be used; none if it can. One that is not there is not made.</summary>
    internal static async Task<string?> ProblemAsync(IServiceProvider services, CancellationToken cancel)
    {
        var databases = services.GetRequiredService<IDbContextFactory<PortalDb>>();
        if (await new DatabaseHealth(databases, services.GetRequiredService<WriteProbe>()).CheckAsync(cancel) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        return await SchemaVersion.ProblemAsync(db, cancel);
    }

    private static IEnumerable<Finding> ReadDatabase(IServiceProvider services, PortalDb db) => Standstills.Read(
        db, services.GetRequiredService<Clocks>(), services.GetRequiredService<IOptions<EngineOptions>>().Value.SyncHours)
        .Select(still => still.Finding)
        .Prepend(new Finding(Database, FindingState.Ok, "It answers, and the tables are there."));

    private static Finding OfClock(ClockDifference difference) => difference switch
    {
        { IsDoubt: true } => new Finding(
            Clock, FindingState.Failed, difference.Text, "Until then nothing is planned by the schedules, and nothing is deleted."),
        { IsLarge: true } => new Finding(Clock, FindingState.Warning, difference.Text, "Until then nothing is deleted."),
        _ => new Finding(
            Clock, FindingState.Ok, $"It agrees with that of {(difference.Other == OtherClock.Aws ? "AWS" : "the database")}."),
    };

    private static async Task PrintAsync(TextWriter output, (string Account, Finding Finding) found)
    {
        var (account, finding) = found;
        await output.WriteLineAsync($"{finding.State,-8}{(account.Length == 0 ? "" : $"{account}, ")}{finding.Subject}: {finding.Text}");
        if (finding.Remedy is { } remedy)
        {
            await output.WriteLineAsync($"        → {remedy}");
        }
    }
}
