namespace FsxPortal.Core.Persistence;

/// <summary>The kinds of database the portal can use.</summary>
public enum DatabaseKind
{
    /// <summary>A file beside the portal: one process, nothing to install.</summary>
    Sqlite,

    /// <summary>A server: several processes on one database.</summary>
    PostgreSql,
}

/// <summary>Where the portal keeps its data.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Database";

    /// <summary>The kind of database.</summary>
    public DatabaseKind Provider { get; set; } = DatabaseKind.Sqlite;

    /// <summary>How to reach it; empty means a SQLite file in the data directory.</summary>
    public string ConnectionString { get; set; } = "";
}
