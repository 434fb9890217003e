using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FsxPortal.Core.Persistence;

/// <summary>The portal's tables: one model for every kind of database.</summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<AwsAccount> Accounts => Set<AwsAccount>();

    public DbSet<FileSystem> FileSystems => Set<FileSystem>();

    public DbSet<Vault> Vaults => Set<Vault>();

    public DbSet<Policy> Policies => Set<Policy>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<WorkItem> Tasks => Set<WorkItem>();

    public DbSet<AwsJobRun> Runs => Set<AwsJobRun>();

    public DbSet<LogEntry> Log => Set<LogEntry>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<RestorePoint> RestorePoints => Set<RestorePoint>();

    public DbSet<Promise> Promises => Set<Promise>();

    public DbSet<Thaw> Thaws => Set<Thaw>();

    public DbSet<RetentionRequest> RetentionRequests => Set<RetentionRequest>();

    public DbSet<ProtectionRecord> Protection => Set<ProtectionRecord>();

    public DbSet<LaneRecord> Lanes => Set<LaneRecord>();

    /// <summary>What the version before notes of commands: the audit trail takes it over.</summary>
    public DbSet<CommandRecord> Commands => Set<CommandRecord>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<ApprovalRequest> Approvals => Set<ApprovalRequest>();

    public DbSet<SignIn> SignIns => Set<SignIn>();

    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Whether only some accounts are shown.</summary>
    public bool IsLimited { get; private set; }

    /// <summary>The AWS accounts that are shown where that are not all.</summary>
    public IReadOnlyList<string> Shown { get; private set; } = [];

    /// <summary>Shows from now on what the scope shows, for reading only. It comes
    /// before everything else that is done with the context.</summary>
    public void Show(Scope scope)
    {
        IsLimited = scope.Accounts is not null;
        Shown = scope.Accounts ?? [];
    }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ScopeModelKeys>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        if (IsLimited)
        {
            ScopeFilters.Apply(modelBuilder, this);
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither order nor compare DateTimeOffset; ticks are the same in every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }
}
