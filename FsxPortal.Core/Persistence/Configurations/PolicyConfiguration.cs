using FsxPortal.Core.Domain.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class PolicyConfiguration : IEntityTypeConfiguration<Policy>
{
    public void Configure(EntityTypeBuilder<Policy> builder)
    {
        builder.ToTable("policy");
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.HasIndex(policy => policy.Name).IsUnique();
        builder.HasIndex(policy => policy.Priority);
        builder.HasIndex(policy => policy.NextSlotAt);
        builder.Property(policy => policy.Document).IsJson();
        builder.Property(policy => policy.Pending).IsJson();
        builder.Property(policy => policy.RulesSince).IsJson();
        builder.Property(policy => policy.Version).IsConcurrencyToken();
        builder.Ignore(policy => policy.Zone);
        builder.Ignore(policy => policy.Schedule);
        builder.Ignore(policy => policy.KeepsNewest);
    }
}
