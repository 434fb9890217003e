using FsxPortal.Core.Domain.Chains;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FsxPortal.Core.Persistence;

/// <summary>The portal's tables in a PostgreSQL database.</summary>
public sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options) : PortalDb(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // A covering index: the marks of a timeline are drawn from it alone. How long points that are still there will last is read from
        // their rows.
        modelBuilder.Entity<RestorePoint>().HasIndex(point => new { point.FileSystemId, point.CreatedAt })
            .IncludeProperties(point =>
                new
                {
                    point.Id,
                    point.Kind,
                    point.Vault,
                    point.Region,
                    point.State,
                    point.Slot,
                    point.SizeBytes,
                    point.Incremental,
                    point.Flags
                });
    }
}

/// <summary>Lets the migration tools make a context.</summary>
public sealed class PostgresPortalDbDesign : IDesignTimeDbContextFactory<PostgresPortalDb>
{
    /// <inheritdoc/>
    public PostgresPortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDb>().UseNpgsql("Host=design").Options);
}
