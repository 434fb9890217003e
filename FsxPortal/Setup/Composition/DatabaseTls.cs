using Npgsql;

namespace FsxPortal.Setup.Composition;

/// <summary>Says whether the way to PostgreSQL is safe from whoever sits on it.</summary>
public static class DatabaseTls
{
    /// <summary>What is wrong with a connection string; none if nothing is.</summary>
    /// <remarks>The driver's own default takes TLS if it is offered, and any certificate. Whoever has a network of his own may do
    /// without, and has to say so.</remarks>
    public static string? Problem(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var remote = (connection.Host ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(host => !host.StartsWith('/') && !Loopback.Names(host.Split(':')[0]));
        return remote is null || connection.SslMode is SslMode.Disable or SslMode.VerifyCA or SslMode.VerifyFull ? null
            : $"Database:ConnectionString does not say how to tell whether the server at {remote} is the right one. Use SSL Mode=VerifyFull "
                + "and Root Certificate=…, or SSL Mode=Disable where nobody else is on the network between them.";
    }
}
