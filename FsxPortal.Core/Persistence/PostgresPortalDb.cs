using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FsxPortal.Core.Persistence;

/// <summary>The portal's tables in a PostgreSQL database.</summary>
public sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options) : PortalDb(options);

/// <summary>Lets the migration tools make a context.</summary>
public sealed class PostgresPortalDbDesign : IDesignTimeDbContextFactory<PostgresPortalDb>
{
    /// <inheritdoc/>
    public PostgresPortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDb>().UseNpgsql("Host=design").Options);
}
