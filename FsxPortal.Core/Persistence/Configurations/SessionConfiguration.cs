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

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("task");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasIndex(task => task.SessionId);
        builder.HasIndex(task => new { task.Lane, task.State });
        builder.HasIndex(task => new { task.FileSystemId, task.EndedAt });
        builder.Property(task => task.Carried).IsJson();
        builder.Property(task => task.CarriedCopies).IsJson();
        builder.Property(task => task.Version).IsConcurrencyToken();
        builder.HasMany(task => task.Runs).WithOne().HasForeignKey(run => run.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(task => task.Runs).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasOne<Session>().WithMany().HasForeignKey(task => task.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(task => task.IsOpen);
        builder.Ignore(task => task.Backup);
        builder.Ignore(task => task.Copies);
    }
}

internal sealed class AwsJobRunConfiguration : IEntityTypeConfiguration<AwsJobRun>
{
    public void Configure(EntityTypeBuilder<AwsJobRun> builder)
    {
        builder.ToTable("aws_job_run");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.HasIndex(run => run.JobId);
        builder.HasIndex(run => new { run.Kind, run.AwsAccount, run.Region, run.State });
        builder.Property(run => run.Request).IsJson();
        builder.Property(run => run.Attempts).IsJson();
        builder.Ignore(run => run.IsOpen);
        builder.Ignore(run => run.IsInFlight);
        builder.Ignore(run => run.Makes);
        builder.Ignore(run => run.Destination);
        builder.Ignore(run => run.Token);
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

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(message => message.SessionId);
        builder.HasIndex(message => message.At);
        builder.HasOne<Session>().WithOne().HasForeignKey<OutboxMessage>(message => message.SessionId).OnDelete(DeleteBehavior.Cascade);
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
