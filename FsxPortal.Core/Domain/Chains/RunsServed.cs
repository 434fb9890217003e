namespace FsxPortal.Core.Domain.Chains;

/// <summary>Which runs have their restore point in the chains of one file system: a run makes one in each.</summary>
public sealed class RunsServed
{
    private readonly HashSet<(RestorePointKind Kind, string VaultArn, Guid PolicyId, DateTimeOffset Slot)> _served = [];
    private readonly HashSet<(Guid PolicyId, DateTimeOffset Slot)> _excluded = [];

    /// <summary>Notes a run that is known, and known to have left the file system alone.</summary>
    public void Exclude(Guid policyId, DateTimeOffset slot) => _excluded.Add((policyId, slot));

    /// <summary>Takes a restore point for the one of its run.</summary>
    /// <returns>Why it can't be that, in a sentence; none if it can.</returns>
    public string? Serve(RestorePointKind kind, string vaultArn, Guid policyId, DateTimeOffset slot) =>
        _excluded.Contains((policyId, slot)) ? "The run that its tags name did not back this file system up: tags travel."
        : _served.Add((kind, vaultArn, policyId, slot)) ? null
        : "The run that its tags name has its restore point in this vault already: tags travel.";
}
