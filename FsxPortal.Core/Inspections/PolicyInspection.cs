using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Inspections;

/// <summary>Finds what is wrong with a policy document beside the accounts, vaults and policies there are.</summary>
internal static class PolicyInspection
{
    /// <summary>Every wrong field of a document.</summary>
    /// <param name="db">The database.</param>
    /// <param name="document">What would be saved.</param>
    /// <param name="id">The policy it would replace; none for a new one.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<Problem>> ProblemsAsync(
        PortalDb db, PolicyDocument document, Guid? id, CancellationToken cancel) =>
        PolicyValidator.Validate(document, new PolicySurroundings(
            await db.Accounts.AsNoTracking().ToListAsync(cancel),
            await db.Vaults.AsNoTracking().ToListAsync(cancel),
            await db.Policies.Where(policy => policy.Id != id).Select(policy => policy.Name).ToListAsync(cancel)));

    /// <summary>Refuses a document with a wrong field.</summary>
    /// <exception cref="InvalidInputException">Every wrong field.</exception>
    public static async Task DemandValidAsync(PortalDb db, PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        var problems = await ProblemsAsync(db, document, id, cancel);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }
}
