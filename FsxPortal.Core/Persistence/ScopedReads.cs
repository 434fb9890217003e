using FsxPortal.Core.Domain;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence;

/// <summary>Opens the database for somebody who looks: rows that are not for these eyes are not there.</summary>
public sealed class ScopedReads(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Opens it.</summary>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="area">What is looked at.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The reader may not look there.</exception>
    public async Task<PortalDb> OpenAsync(Scope scope, Area area, CancellationToken cancel)
    {
        scope.Demand(area);
        var db = await databases.CreateDbContextAsync(cancel);
        db.Show(scope);
        return db;
    }
}
