using FsxPortal.Core.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FsxPortal.Core.Persistence.Configurations;

internal sealed class SignInConfiguration : IEntityTypeConfiguration<SignIn>
{
    public void Configure(EntityTypeBuilder<SignIn> builder)
    {
        builder.ToTable("sign_in");
        builder.Property(signIn => signIn.Id).ValueGeneratedNever();
        builder.HasIndex(signIn => signIn.ProviderSession);
        builder.HasIndex(signIn => signIn.EndsAt);
    }
}
