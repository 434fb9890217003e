using FsxPortal.Core.Domain;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence;

/// <summary>Opens the database for somebody who looks: rows that are not for these eyes are not there.</summary>
public sealed class ScopedReads(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Opens it.</summary>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotAllowedException">The reader may see nothing.</exception>
    public async Task<PortalDb> OpenAsync(Scope scope, CancellationToken cancel)
    {
        scope.Demand();
        var db = await databases.CreateDbContextAsync(cancel);
        db.Show(scope);
        return db;
    }
}
