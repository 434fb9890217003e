using System.Security.Cryptography;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Setup.Database;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Persistence;

public sealed class DatabaseKeyTests : QueryTests
{
    [StoreFact]
    public async Task What_one_node_has_protected_another_can_read()
    {
        await using var one = Node();
        await using var other = Node();

        var secret = Protector(one).Protect("Ada was here.");

        Assert.Equal("Ada was here.", Protector(other).Unprotect(secret));
    }

    [StoreFact]
    public async Task The_database_holds_no_key_that_can_be_read()
    {
        await using var node = Node();
        Protector(node).Protect("Ada was here.");

        await using var db = Database.CreateDbContext();
        var stored = Assert.Single(db.Settings.Where(setting => setting.Key.StartsWith("data-protection:"))).Value;

        Assert.Contains("<sealedKey ", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Whoever_has_another_key_reads_nothing()
    {
        await using var node = Node();
        await using var stranger = Node(new AuditKeys("another key, which is long enough too"));
        var secret = Protector(node).Protect("Ada was here.");

        Assert.ThrowsAny<CryptographicException>(() => Protector(stranger).Unprotect(secret));
    }

    [StoreFact]
    public async Task What_a_former_key_has_sealed_is_read()
    {
        await using var before = Node();
        await using var after = Node(new AuditKeys("another key, which is long enough too", TrailKey.Text));

        Assert.Equal("Ada was here.", Protector(after).Unprotect(Protector(before).Protect("Ada was here.")));
    }

    private ServiceProvider Node(AuditKeys? keys = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Persistence.PortalDb>>(Database);
        services.AddSingleton(keys ?? TrailKey.Keys);
        DatabaseKeys.Add(services);
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider node) =>
        node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
