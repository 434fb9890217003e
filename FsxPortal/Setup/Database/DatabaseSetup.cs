using System.Net.Sockets;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Health;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Setup.Start;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FsxPortal.Setup.Database;

/// <summary>Opens the database that is configured, and what hangs on its kind: how changes reach other nodes.</summary>
public static class DatabaseSetup
{
    /// <summary>What is configured; an empty SQLite connection means the file in the data directory.</summary>
    public static DatabaseOptions DatabaseOf(IConfiguration configuration, PortalArguments arguments)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (options is { Provider: DatabaseKind.Sqlite, ConnectionString.Length: 0 })
        {
            options.ConnectionString = SqliteDatabase.ConnectionString(Path.Combine(HomeFolder.Of(arguments), "portal.db"));
        }

        return options;
    }

    /// <summary>Where a person finds the data: the folder, or the database on its server.</summary>
    public static string PlaceOf(IConfiguration configuration, PortalArguments arguments)
    {
        var options = DatabaseOf(configuration, arguments);
        if (options.Provider == DatabaseKind.Sqlite)
        {
            return HomeFolder.Of(arguments);
        }

        var server = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        return $"the database {server.Database ?? server.Username} at {server.Host}";
    }

    /// <summary>Adds the database and the relay that fits it.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder, PortalArguments arguments)
    {
        var services = builder.Services;
        var options = DatabaseOf(builder.Configuration, arguments);
        services.AddSingleton(options);
        if (options.Provider == DatabaseKind.PostgreSql)
        {
            services.AddSingleton(_ => PostgresDatabase.Open(options.ConnectionString));
            services.AddDbContextFactory<PostgresPortalDb>((provider, context) =>
                context.UsePostgres(provider.GetRequiredService<NpgsqlDataSource>()));
            services.AddSingleton<IDbContextFactory<PortalDb>, PortalDbFactory<PostgresPortalDb>>();
            services.AddSingleton<PostgresRelay>();
            services.AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<PostgresRelay>());
            services.AddHostedService(provider => provider.GetRequiredService<PostgresRelay>());
        }
        else
        {
            services.AddDbContextFactory<SqlitePortalDb>(context => context.UseSqliteFile(options.ConnectionString));
            services.AddSingleton<IDbContextFactory<PortalDb>, PortalDbFactory<SqlitePortalDb>>();
            services.AddSingleton<IProgressRelay>(provider => provider.GetRequiredService<ProgressFeed>());
        }
    }

    /// <summary>Creates or updates the tables; nodes that start together take turns.</summary>
    /// <returns>Whether there was anything to do, so that what is derived from other rows has to be derived anew.</returns>
    /// <exception cref="StartException">The database can't be reached, or refuses the portal.</exception>
    public static async Task<bool> PrepareDatabaseAsync(this IHost app, CancellationToken cancel)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        try
        {
            if (await SchemaVersion.ProblemAsync(db, cancel) is { } newer)
            {
                throw new StartException(newer);
            }

            var locks = app.Services.GetRequiredService<NamedLocks>();
            await using var turn = await locks.TakeAsync("migrate", cancel, NamedLocks.StartPatience);
            var isOld = (await db.Database.GetPendingMigrationsAsync(cancel)).Any();
            await (db.Database.IsSqlite() ? SqliteDatabase.MigrateAsync(db, cancel) : db.Database.MigrateAsync(cancel));
            return isOld;
        }
        catch (Exception refused) when (refused is NpgsqlException or SocketException)
        {
            throw new StartException($"The PostgreSQL database of Database:ConnectionString cannot be used: {ReasonOf(refused)}. "
                + "Is the server running, does the database exist, and may this user create tables in it?");
        }
        catch (SqliteException broken)
        {
            var file = Path.GetFullPath(db.Database.GetDbConnection().DataSource);
            throw new StartException($"The database {file} cannot be used. " + (Directory.Exists(file)
                ? "It is a folder: name a file in Database:ConnectionString." : DatabaseTrouble.Of(broken) ?? broken.Message));
        }
    }

    // Why a handshake failed, or a connection, only the innermost one tells.
    private static string ReasonOf(Exception refused)
    {
        var (outer, inner) = (refused.Message.TrimEnd('.'), refused.GetBaseException().Message.TrimEnd('.'));
        return outer == inner ? outer : $"{outer} ({inner})";
    }

    /// <summary>Hands the provider's context out as the one model.</summary>
    private sealed class PortalDbFactory<TDb>(IDbContextFactory<TDb> databases) : IDbContextFactory<PortalDb>
        where TDb : PortalDb
    {
        public PortalDb CreateDbContext() => databases.CreateDbContext();
    }
}
