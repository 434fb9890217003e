using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Engine.Planning;

/// <summary>Policies and file systems as they are when something is planned: read
/// once, however many policies are due at that moment.</summary>
public sealed class PlanningGround
{
    private readonly Dictionary<string, IReadOnlyList<FileSystem>> _fileSystems = new(StringComparer.Ordinal);
    private IReadOnlyList<Policy>? _policies;

    /// <summary>The file systems a policy covers, by name, whoever owns them.</summary>
    public async Task<IEnumerable<FileSystem>> CoveredByAsync(PortalDb db, Policy policy, CancellationToken cancel)
    {
        var account = policy.Document.Account ?? "";
        if (!_fileSystems.TryGetValue(account, out var fileSystems))
        {
            fileSystems = _fileSystems[account] = await db.FileSystems.AsNoTracking().Where(fileSystem => fileSystem.AwsAccount == account)
                .OrderBy(fileSystem => fileSystem.Name).ToListAsync(cancel);
        }

        return fileSystems.Where(policy.Covers);
    }

    /// <summary>The policy that backs a file system up.</summary>
    public async Task<Policy?> OwnerOfAsync(PortalDb db, FileSystem fileSystem, CancellationToken cancel)
    {
        _policies ??= await db.Policies.AsNoTracking().ToListAsync(cancel);
        return Assignment.Of(fileSystem, _policies).Owner;
    }
}
