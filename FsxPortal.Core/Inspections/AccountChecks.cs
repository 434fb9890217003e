using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Inspections;

/// <summary>Has accounts checked for whoever asks.</summary>
public sealed class AccountChecks(ScopedReads reads, AccountCheck check)
{
    /// <summary>Checks one account. Nothing is changed, in AWS or here.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.DemandAdministrator("check accounts");
        await using var db = await reads.OpenAsync(actor.Scope, Area.Settings, cancel);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancel)
            ?? throw new NotFoundException("This account does not exist.");
        return await check.RunAsync(account, cancel);
    }
}
