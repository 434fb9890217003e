using FsxPortal.Core.Domain.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class AwsAccountConfiguration : IEntityTypeConfiguration<AwsAccount>
{
    public void Configure(EntityTypeBuilder<AwsAccount> builder)
    {
        builder.ToTable("account");
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.HasIndex(account => account.AwsAccountId).IsUnique();
        builder.Property(account => account.Regions).IsJson();
        builder.Property(account => account.Version).IsConcurrencyToken();
    }
}

internal sealed class FileSystemConfiguration : IEntityTypeConfiguration<FileSystem>
{
    public void Configure(EntityTypeBuilder<FileSystem> builder)
    {
        builder.ToTable("file_system");
        builder.Property(fileSystem => fileSystem.Id).ValueGeneratedNever();
        builder.HasIndex(fileSystem => fileSystem.Arn).IsUnique();
        builder.HasIndex(fileSystem => new { fileSystem.Name, fileSystem.Id });
        builder.HasIndex(fileSystem => new { fileSystem.AwsAccount, fileSystem.Region });
        builder.Property(fileSystem => fileSystem.Facts).IsJson();
        builder.Ignore(fileSystem => fileSystem.Lane);
    }
}

internal sealed class VaultConfiguration : IEntityTypeConfiguration<Vault>
{
    public void Configure(EntityTypeBuilder<Vault> builder)
    {
        builder.ToTable("vault");
        builder.Property(vault => vault.Id).ValueGeneratedNever();
        builder.HasIndex(vault => vault.Arn).IsUnique();
        builder.Ignore(vault => vault.Lock);
    }
}

internal sealed class ProtectionConfiguration : IEntityTypeConfiguration<ProtectionRecord>
{
    public void Configure(EntityTypeBuilder<ProtectionRecord> builder)
    {
        builder.ToTable("protection");
        builder.HasKey(record => record.FileSystemId);
        builder.Property(record => record.FileSystemId).ValueGeneratedNever();
        builder.HasIndex(record => new { record.AtRiskFrom, record.FileSystemId });
        builder.HasIndex(record => record.PolicyId);

        // What needs attention is found among ten thousand rows without reading them.
        builder.HasIndex(record => new { record.IsGone, record.State, record.AtRiskFrom, record.FileSystemId });
        builder.Ignore(record => record.Verdict);
        builder.Ignore(record => record.Counts);
    }
}
