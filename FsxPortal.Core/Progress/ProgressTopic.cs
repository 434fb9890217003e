namespace FsxPortal.Core.Progress;

/// <summary>What a listener wants to hear of: a list, or one thing in it.</summary>
public static class ProgressTopic
{
    /// <summary>Any session came, moved or ended.</summary>
    public const string Sessions = "sessions";

    /// <summary>Policies were added, changed, ordered or removed.</summary>
    public const string Policies = "policies";

    /// <summary>The inventory, vaults or restore points changed.</summary>
    public const string FileSystems = "file-systems";

    /// <summary>AWS can or can't be used in some lane.</summary>
    public const string Lanes = "lanes";

    /// <summary>Something was recorded in the audit trail.</summary>
    public const string Audit = "audit";

    /// <summary>Somebody has asked for what a second person has to approve, or decided on it.</summary>
    public const string Approvals = "approvals";

    /// <summary>One session, its tasks and its log.</summary>
    public static string Session(Guid id) => $"session:{id}";

    /// <summary>One file system and its restore points.</summary>
    public static string FileSystem(Guid id) => $"file-system:{id}";
}
