using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Writes down what versions of the portal have shown that did not remember promises:
/// the newest retention of a policy counted for all of its points.</summary>
public static class PromiseUpgrade
{
    private const string Done = "promises.noted";

    /// <summary>Notes the promises, once for a database. The caller keeps other nodes from starting meanwhile.</summary>
    public static async Task RunAsync(PortalDb db, Clocks clocks, CancellationToken cancel)
    {
        if (await db.Settings.AnyAsync(setting => setting.Key == Done, cancel))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var policy in await db.Policies.Where(policy => policy.RetentionFrom == null).ToListAsync(cancel))
        {
            var edit = policy.Recall();
            await PromiseBook.NoteAsync(db, policy, edit, clocks, cancel);
            if (policy.Pending is not null)
            {
                // What an edit would have deleted waited for somebody, and goes on waiting.
                policy.AskForUnknown();
            }
        }

        db.Settings.Add(new Setting(Done, ""));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
