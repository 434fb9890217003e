using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class CommandRecordConfiguration : IEntityTypeConfiguration<CommandRecord>
{
    public void Configure(EntityTypeBuilder<CommandRecord> builder)
    {
        builder.ToTable("command_record");
        builder.Property(record => record.Id).ValueGeneratedNever();

        // Read newest first, page by page.
        builder.HasIndex(record => new { record.At, record.Id });
    }
}
