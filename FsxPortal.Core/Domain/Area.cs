namespace FsxPortal.Core.Domain;

/// <summary>What somebody looks at.</summary>
public enum Area
{
    /// <summary>Counts, trends and what needs attention.</summary>
    Overview,

    /// <summary>File systems with their chains and restore points, and the vaults these lie in.</summary>
    FileSystems,

    /// <summary>Policies, what they would do, and the accounts they name.</summary>
    Policies,

    /// <summary>Sessions with their tasks and logs.</summary>
    Sessions,

    /// <summary>How the portal is set up.</summary>
    Settings,

    /// <summary>Who did what, and when.</summary>
    Audit,

    /// <summary>What waits for a second person, and what became of it.</summary>
    Approvals,
}
