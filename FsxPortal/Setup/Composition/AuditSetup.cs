using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Engine.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Setup.Database;
using FsxPortal.Setup.Start;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Setup.Composition;

/// <summary>The audit trail: its key, and the place outside of the database where its end is noted.</summary>
public static class AuditSetup
{
    /// <summary>The setting of the key.</summary>
    public const string Key = "Audit:Key";

    private const string FormerKeys = "Audit:FormerKeys";
    private const string AnchorPath = "Audit:AnchorFile";

    /// <summary>Adds the key, and what looks at the trail.</summary>
    public static void AddAudit(this IHostApplicationBuilder builder, PortalArguments arguments)
    {
        builder.Services.AddSingleton(_ => KeysOf(builder.Configuration, arguments));
        builder.Services.AddSingleton(_ => new AnchorFile(
            builder.Configuration[AnchorPath] is { Length: > 0 } path ? path : Beside(builder.Configuration, arguments, "audit.anchor")));
        builder.Services.AddSingleton<AuditVerifier>().AddSingleton<TrailCheck>();
    }

    /// <summary>Adds what writes the trail.</summary>
    public static IServiceCollection AddTrail(this IServiceCollection services) =>
        services.AddSingleton<AuditTrail>().AddSingleton<Refusals>();

    /// <summary>Begins the trail of a new database, and makes sure that an old one can be written with the configured key.</summary>
    /// <exception cref="AuditTrailException">It can't.</exception>
    public static async Task OpenTrailAsync(this IHost app, CancellationToken cancel)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        await app.Services.GetRequiredService<AuditTrail>().OpenAsync(db, cancel);
    }

    /// <summary>What is wrong with the settings; none if nothing is.</summary>
    public static string? Problem(IConfiguration configuration)
    {
        var key = configuration[Key] ?? "";
        var isAlone = !nameof(DatabaseKind.PostgreSql).Equals(configuration["Database:Provider"], StringComparison.OrdinalIgnoreCase);
        return key.Length == 0
            ? isAlone ? null : $"{Key} is missing. Give the key that seals the audit trail, the same on every node and kept outside of "
                + "the database: at least 32 characters, such as those that 'openssl rand -base64 32' prints."
            : Former(configuration).Append(key).Select(AuditKeys.Problem).FirstOrDefault(problem => problem is not null) is { } wrong
                ? $"{Key}: {wrong}" : null;
    }

    private static AuditKeys KeysOf(IConfiguration configuration, PortalArguments arguments) => new(
        configuration[Key] is { Length: > 0 } key ? key
            : Beside(configuration, arguments, "audit.key") is { } file ? ReadOrMake(file)
            : throw new StartException(Problem(configuration)!), Former(configuration));

    private static string[] Former(IConfiguration configuration) => configuration.GetSection(FormerKeys).Get<string[]>() ?? [];

    // A file of its own among the portal's data; none if the data lies on a server.
    private static string? Beside(IConfiguration configuration, PortalArguments arguments, string name) =>
        DatabaseSetup.DatabaseOf(configuration, arguments) is { Provider: DatabaseKind.Sqlite } database
            ? Path.Combine(
                Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))!, name)
            : null;

    private static string ReadOrMake(string file)
    {
        if (!File.Exists(file))
        {
            // Nobody else on the machine may read it, not even for a moment.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, options);
            writer.Write(AuditKeys.Make());
        }

        var key = File.ReadAllText(file);
        return AuditKeys.Problem(key) is { } problem ? throw new StartException($"The file {file} is damaged. {problem}") : key;
    }
}
