using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FsxPortal.Core.Persistence;

/// <summary>The portal's tables in a SQLite file.</summary>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options);

/// <summary>Lets the migration tools make a context.</summary>
public sealed class SqlitePortalDbDesign : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    /// <inheritdoc/>
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite("Data Source=design.db").Options);
}
