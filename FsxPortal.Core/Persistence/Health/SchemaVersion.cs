using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Persistence.Health;

/// <summary>Which version of the portal has made the tables.</summary>
public static class SchemaVersion
{
    /// <summary>What of the tables only newer versions know; none if this version knows all of it.</summary>
    public static async Task<string?> NewerAsync(PortalDb db, CancellationToken cancel) =>
        (await db.Database.GetAppliedMigrationsAsync(cancel)).Except(db.Database.GetMigrations()).LastOrDefault();

    /// <summary>Why this version must not work with the tables; none if it may.</summary>
    /// <remarks>On PostgreSQL old nodes go on while new ones take their places, and one may go back by a version: tables only grow
    /// there.</remarks>
    public static async Task<string?> ProblemAsync(PortalDb db, CancellationToken cancel) =>
        !db.Database.IsSqlite() || await NewerAsync(db, cancel) is not { } newer ? null
        : $"A newer version of the portal has changed the database (up to {newer}). Start that version, "
            + "or put a copy of the database from before the update in its place.";
}
