using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class RestorePointConfiguration : IEntityTypeConfiguration<RestorePoint>
{
    public void Configure(EntityTypeBuilder<RestorePoint> builder)
    {
        builder.ToTable("restore_point");
        builder.Property(point => point.Id).ValueGeneratedNever();
        builder.HasIndex(point => point.Arn).IsUnique();
        builder.HasIndex(point => new { point.FileSystemId, point.Kind, point.VaultArn, point.CreatedAt });
        builder.HasIndex(point => new { point.CreatedAt, point.Id });

        // What may be over by its own rules, and by what was approved since, without reading what is not.
        builder.HasIndex(point => new { point.State, point.EndsAt });
        builder.HasIndex(point => point.DeletedAt);
        builder.HasIndex(point => new { point.PolicyId, point.State, point.Kind, point.Flags, point.Slot });

        // Nearly always none.
        builder.HasIndex(point => point.PolicyId).HasFilter("\"AwaitsApproval\"");

        // A sync and a lane may look at one point at the same time: what was read before the other wrote is read again.
        builder.Property(point => point.State).IsConcurrencyToken();

        // Nor is a point deleted that somebody holds since it was judged.
        builder.Property(point => point.Hold).IsJson().IsConcurrencyToken();
        builder.Property(point => point.Rules).IsSharedJson();
        builder.Property(point => point.Carried).IsSharedJson();
        builder.Property(point => point.Flags).HasConversion(flags => (int)flags, number => (GfsFlags)number);
        builder.Ignore(point => point.Moment);
        builder.Ignore(point => point.Chain);
        builder.Ignore(point => point.Lane);
        builder.Ignore(point => point.IsLive);
        builder.Ignore(point => point.IsSavable);
        builder.Ignore(point => point.IsSpoilt);
        builder.Ignore(point => point.StateBecause);
    }
}

internal sealed class RetentionRequestConfiguration : IEntityTypeConfiguration<RetentionRequest>
{
    public void Configure(EntityTypeBuilder<RetentionRequest> builder)
    {
        builder.ToTable("retention_request");
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.HasIndex(request => new { request.Lane, request.DoneAt });
        builder.HasIndex(request => request.TaskId);
        builder.HasIndex(request => request.SessionId);
        builder.HasIndex(request => new { request.FileSystemId, request.Kind, request.VaultArn });
    }
}

internal sealed class PromiseConfiguration : IEntityTypeConfiguration<Promise>
{
    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.ToTable("promise");
        builder.Property(promise => promise.Id).ValueGeneratedNever();
        builder.HasIndex(promise => new { promise.FileSystemId, promise.Kind, promise.VaultArn });
        builder.HasIndex(promise => new { promise.PolicyId, promise.Cuts });
        builder.Property(promise => promise.Rules).IsSharedJson();
        builder.Property(promise => promise.Cuts).HasConversion(flags => (int)flags, number => (GfsFlags)number);
    }
}

internal sealed class ThawConfiguration : IEntityTypeConfiguration<Thaw>
{
    public void Configure(EntityTypeBuilder<Thaw> builder)
    {
        builder.ToTable("thaw");
        builder.Property(thaw => thaw.Id).ValueGeneratedNever();
        builder.HasIndex(thaw => new { thaw.FileSystemId, thaw.Kind, thaw.VaultArn }).IsUnique();
    }
}
