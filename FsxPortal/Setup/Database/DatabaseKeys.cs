using System.Xml.Linq;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Setup.Database;

/// <summary>Keeps the keys of what browsers hold in the portal's database: every node
/// reads them, and a restored database brings them back.</summary>
public sealed class DatabaseKeys(IDbContextFactory<PortalDb> databases) : IXmlRepository
{
    private const string Prefix = "data-protection:";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Settings.AsNoTracking().Where(setting => setting.Key.StartsWith(Prefix)).Select(setting => setting.Value)
            .AsEnumerable().Select(XElement.Parse)];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.Settings.Add(new Setting($"{Prefix}{friendlyName}", element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }

    /// <summary>Has Data Protection use the database.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("FsxPortal");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IDbContextFactory<PortalDb>, AuditKeys>((options, databases, keys) =>
                (options.XmlRepository, options.XmlEncryptor) = (new DatabaseKeys(databases), new KeySealer(keys)));
    }
}
