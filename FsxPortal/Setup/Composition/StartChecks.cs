using Amazon.Runtime;
using Amazon.SecurityToken;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Start;
using FsxPortal.Setup.Telemetry;
using Npgsql;

namespace FsxPortal.Setup.Composition;

/// <summary>Says in plain sentences why the portal can't start as it is configured.</summary>
public static class StartChecks
{
    /// <summary>Checks the settings before anything is opened.</summary>
    /// <exception cref="StartException">The first setting that is missing or wrong.</exception>
    public static void Demand(IConfiguration configuration, PortalArguments arguments)
    {
        DemandDatabase(configuration);
        var zone = configuration["Portal:TimeZone"] ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw new StartException(
                $"Portal:TimeZone is '{zone}', which is not a known time zone. Use an IANA name such as Europe/Berlin.");
        }

        if (configuration["Retention:SessionRecords"] is { } records && RecordOptions.Problem(records) is { } problem)
        {
            throw new StartException(problem);
        }

        if (configuration["Aws:Endpoint"] is { Length: > 0 } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
        {
            throw new StartException($"Aws:Endpoint is '{endpoint}', which is not a URL. Leave it empty for real AWS.");
        }

        KnownProxies.Of(configuration);
        DemandUrls(configuration, arguments);
    }

    private static void DemandUrls(IConfiguration configuration, PortalArguments arguments)
    {
        var management = ManagementPort.Of(configuration);
        var unauthenticated = configuration.GetValue<bool>("Portal:AllowUnauthenticated");
        foreach (var url in arguments.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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

            if (!Loopback.Names(uri.Host) && !unauthenticated)
            {
                throw new StartException($"The portal has no sign-in yet and therefore listens on loopback only; '{url}' is not loopback. "
                    + "Use http://127.0.0.1:5080, or set Portal:AllowUnauthenticated=true where the network is protected otherwise.");
            }
        }
    }

    private static void DemandDatabase(IConfiguration configuration)
    {
        var named = configuration["Database:Provider"] ?? nameof(DatabaseKind.Sqlite);
        if (!Enum.GetNames<DatabaseKind>().Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartException($"Database:Provider is '{named}'. It is one of: {string.Join(", ", Enum.GetNames<DatabaseKind>())}.");
        }

        var connection = configuration["Database:ConnectionString"] ?? "";
        if (!named.Equals(nameof(DatabaseKind.PostgreSql), StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (connection.Length == 0)
        {
            throw new StartException("Database:Provider is PostgreSql, and Database:ConnectionString is empty. "
                + "Give one such as Host=db.example;Database=fsxportal;Username=fsxportal;Password=….");
        }

        try
        {
            _ = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException wrong)
        {
            throw new StartException($"Database:ConnectionString is not one that PostgreSQL's driver understands: {wrong.Message}");
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
