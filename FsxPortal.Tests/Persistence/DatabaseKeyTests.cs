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

    private ServiceProvider Node()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Persistence.PortalDb>>(Database);
        DatabaseKeys.Add(services);
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider node) =>
        node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
