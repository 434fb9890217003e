using System.Data.Common;
using Amazon.Runtime;
using Amazon.SecurityToken;
using FsxPortal.Api.Http;
using FsxPortal.Auth.Claims;
using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Limits;
using FsxPortal.Setup.Start;
using FsxPortal.Setup.Telemetry;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FsxPortal.Setup.Composition;

/// <summary>Says in plain sentences why the portal can't start as it is configured.</summary>
public static class StartChecks
{
    /// <summary>Checks that the addresses to listen on can be had.</summary>
    /// <exception cref="StartException">One cannot.</exception>
    public static void DemandAddresses(IConfiguration configuration, PortalArguments arguments)
    {
        foreach (var url in UrlsOf(configuration, arguments))
        {
            AddressCheck.Demand(new Uri(url));
        }
    }

    /// <summary>Checks the settings before anything is opened.</summary>
    /// <exception cref="StartException">The first setting that is missing or wrong.</exception>
    public static void Demand(IConfiguration configuration, PortalArguments arguments)
    {
        DemandDatabase(configuration);
        var zone = configuration["Portal:TimeZone"] ?? "UTC";
        if (ZoneNames.Problem(zone) is { } unknown)
        {
            throw new StartException($"Portal:TimeZone: {unknown}");
        }

        if (configuration["Retention:SessionRecords"] is { } records && RecordOptions.Problem(records) is { } problem)
        {
            throw new StartException(problem);
        }

        if (configuration["Aws:Endpoint"] is { Length: > 0 } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
        {
            throw new StartException($"Aws:Endpoint is '{endpoint}', which is not a URL. Leave it empty for real AWS.");
        }

        if (configuration[OwnOrigin.PublicUrl] is { Length: > 0 } shown
            && !(Uri.TryCreate(shown, UriKind.Absolute, out var seen) && (seen.Scheme is "http" or "https")))
        {
            throw new StartException(
                $"{OwnOrigin.PublicUrl} is '{shown}'. Give the address in the browser, such as https://portal.example.");
        }

        if (AuditSetup.Problem(configuration) is { } unsealed)
        {
            throw new StartException(unsealed);
        }

        KnownProxies.Of(configuration);
        FourEyesSetup.Of(configuration);
        DemandValues(configuration);
        DemandUrls(configuration, arguments);
    }

    // A number that is none would otherwise show itself when somebody first asks for it.
    private static void DemandValues(IConfiguration configuration)
    {
        LimitOptions? limits;
        try
        {
            configuration.GetSection(SignInOptions.Section).Get<SignInOptions>();
            limits = configuration.GetSection(LimitOptions.Section).Get<LimitOptions>();
            configuration.GetSection(AwsOptions.Section).Get<AwsOptions>();
            configuration.GetSection(EngineOptions.Section).Get<EngineOptions>();
        }
        catch (InvalidOperationException wrong)
        {
            throw new StartException($"{wrong.Message} Correct the setting, or leave it out.");
        }

        if (limits?.Problem() is { } problem)
        {
            throw new StartException(problem);
        }
    }

    /// <summary>Checks that people can sign in.</summary>
    /// <exception cref="StartException">They cannot.</exception>
    public static void DemandSignIn(IConfiguration configuration, PortalArguments arguments)
    {
        // The demo brings a provider of its own where none is named.
        var signIn = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        if (!(arguments.Demo && signIn.Authority.Length == 0) && signIn.Problem() is { } problem)
        {
            throw new StartException(problem);
        }
    }

    private static void DemandUrls(IConfiguration configuration, PortalArguments arguments)
    {
        var management = ManagementPort.Of(configuration);
        var signsIn = configuration[$"{SignInOptions.Section}:{nameof(SignInOptions.Authority)}"] is { Length: > 0 };
        foreach (var url in UrlsOf(configuration, arguments))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            {
                throw new StartException($"'{url}' is not a URL to listen on. Give one such as http://127.0.0.1:5080.");
            }

            if (uri.Port == management)
            {
                throw new StartException(
                    $"{ManagementPort.Key} is {management}, where the portal itself listens ('{url}'). Give monitoring a port of its own.");
            }

            if (arguments.Demo && !signsIn && !Loopback.Names(uri.Host))
            {
                throw new StartException($"In the demo anybody may be anybody, so it listens on loopback only; '{url}' is not loopback. "
                    + "Use http://127.0.0.1:5080, or set Authentication:Authority.");
            }
        }
    }

    /// <summary>Where the portal would listen: what the command line says, and what the server reads from the configuration itself.
    /// </summary>
    private static IEnumerable<string> UrlsOf(IConfiguration configuration, PortalArguments arguments) =>
        arguments.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""));

    private static void DemandDatabase(IConfiguration configuration)
    {
        var named = configuration["Database:Provider"] ?? nameof(DatabaseKind.Sqlite);
        if (!Enum.GetNames<DatabaseKind>().Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartException($"Database:Provider is '{named}'. It is one of: {string.Join(", ", Enum.GetNames<DatabaseKind>())}.");
        }

        var connection = configuration["Database:ConnectionString"] ?? "";
        var isPostgres = named.Equals(nameof(DatabaseKind.PostgreSql), StringComparison.OrdinalIgnoreCase);
        if (isPostgres && connection.Length == 0)
        {
            throw new StartException("Database:Provider is PostgreSql, and Database:ConnectionString is empty. "
                + "Give one such as Host=db.example;Database=fsxportal;Username=fsxportal;Password=….");
        }

        try
        {
            DbConnectionStringBuilder _ = isPostgres
                ? new NpgsqlConnectionStringBuilder(connection) : new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException wrong)
        {
            throw new StartException(
                $"Database:ConnectionString is not one that {(isPostgres ? "PostgreSQL" : "SQLite")}'s driver understands: {wrong.Message}");
        }

        if (isPostgres && DatabaseTls.Problem(connection) is { } exposed)
        {
            throw new StartException(exposed);
        }
    }

    /// <summary>Looks for AWS credentials the way the SDK does, before anything needs them.</summary>
    /// <exception cref="StartException">There are none.</exception>
    public static void DemandCredentials(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IAmazonSecurityTokenService>();
        }
        catch (AmazonClientException missing)
        {
            throw new StartException(
                "No AWS credentials were found. Give the portal an instance or task role, a profile (AWS_PROFILE), or AWS_ACCESS_KEY_ID "
                + $"and AWS_SECRET_ACCESS_KEY; or look around without AWS with --demo. Where they were looked for: {missing.Message}");
        }
    }
}
