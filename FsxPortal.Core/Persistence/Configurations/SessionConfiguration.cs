using FsxPortal.Core.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("session");
        builder.Property(session => session.Id).ValueGeneratedNever();

        // One session for each slot of a policy, however many nodes and clicks ask for it.
        builder.HasIndex(session => new { session.PolicyId, session.Slot }).IsUnique();
        builder.HasIndex(session => new { session.CreatedAt, session.Id });
        builder.HasIndex(session => session.State);
        builder.Property(session => session.Order).IsJson();
        builder.Property(session => session.Version).IsConcurrencyToken();
        builder.Ignore(session => session.IsOpen);
    }
}

internal sealed class BackupTaskConfiguration : IEntityTypeConfiguration<BackupTask>
{
    public void Configure(EntityTypeBuilder<BackupTask> builder)
    {
        builder.ToTable("task");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasIndex(task => task.SessionId);
        builder.HasIndex(task => new { task.Lane, task.State });
        builder.HasIndex(task => new { task.FileSystemId, task.EndedAt });
        builder.Property(task => task.Attempts).IsJson();
        builder.Property(task => task.Carried).IsJson();
        builder.Property(task => task.CarriedCopies).IsJson();
        builder.Property(task => task.Version).IsConcurrencyToken();
        builder.HasMany(task => task.Copies).WithOne().HasForeignKey(copy => copy.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(task => task.Copies).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasOne<Session>().WithMany().HasForeignKey(task => task.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(task => task.IsOpen);
        builder.Ignore(task => task.Token);
    }
}

internal sealed class TaskCopyConfiguration : IEntityTypeConfiguration<TaskCopy>
{
    public void Configure(EntityTypeBuilder<TaskCopy> builder)
    {
        builder.ToTable("task_copy");
        builder.Property(copy => copy.Id).ValueGeneratedNever();
        builder.HasIndex(copy => new { copy.AwsAccount, copy.Region, copy.State });
        builder.Ignore(copy => copy.IsOpen);
        builder.Ignore(copy => copy.Token);
    }
}

internal sealed class LogEntryConfiguration : IEntityTypeConfiguration<LogEntry>
{
    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("session_log");
        builder.HasIndex(entry => new { entry.SessionId, entry.Id });
        builder.HasOne<Session>().WithMany().HasForeignKey(entry => entry.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LaneConfiguration : IEntityTypeConfiguration<LaneRecord>
{
    public void Configure(EntityTypeBuilder<LaneRecord> builder)
    {
        builder.ToTable("lane");
        builder.HasKey(lane => lane.Key);
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("setting");
        builder.HasKey(setting => setting.Key);
    }
}
