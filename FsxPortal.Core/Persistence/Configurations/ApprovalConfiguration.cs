using FsxPortal.Core.Domain.Approvals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class ApprovalConfiguration : IEntityTypeConfiguration<ApprovalRequest>
{
    public void Configure(EntityTypeBuilder<ApprovalRequest> builder)
    {
        builder.ToTable("approval_request");
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Effect).IsJson();
        builder.Ignore(request => request.Subject);

        // Those that wait, and all of them, newest first.
        builder.HasIndex(request => new { request.State, request.ExpiresAt });
        builder.HasIndex(request => new { request.AskedAt, request.Id });
    }
}
