using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FsxPortal.Core.Persistence;

/// <summary>Opens a PostgreSQL database.</summary>
public static class PostgresDatabase
{
    /// <summary>How long an idle connection may be dead unnoticed, in seconds.</summary>
    private const int KeepAliveSeconds = 15;

    // The engine runs the same few statements all day: the server plans them once.
    private const int PreparedStatements = 200;

    /// <summary>The connections to the database behind <paramref name="connectionString"/>.</summary>
    /// <exception cref="ArgumentException">The connection string is not one.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "FsxPortal", IncludeErrorDetail = false };
        wanted.KeepAlive = wanted.KeepAlive == 0 ? KeepAliveSeconds : wanted.KeepAlive;
        wanted.MaxAutoPrepare = wanted.MaxAutoPrepare == 0 ? PreparedStatements : wanted.MaxAutoPrepare;
        return new NpgsqlDataSourceBuilder(wanted.ConnectionString).Build();
    }

    /// <summary>Points a context at the database. Its failures come as they are, not wrapped
    /// in the advice to retry: the engine retries whole passes.</summary>
    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options.UseNpgsql(database, postgres => postgres.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
}
