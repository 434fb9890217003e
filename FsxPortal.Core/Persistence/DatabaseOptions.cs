namespace FsxPortal.Core.Persistence;

/// <summary>Where the portal keeps its data.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Database";

    /// <summary>The kind of database.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>How to reach it; empty means a file in the data directory.</summary>
    public string ConnectionString { get; set; } = "";
}
