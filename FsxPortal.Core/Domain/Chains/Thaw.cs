namespace FsxPortal.Core.Domain.Chains;

/// <summary>Somebody's word that a frozen chain need not wait for its next restore point: ended points may go.</summary>
/// <remarks>It counts for what froze the chain until then; what happens later freezes it again.</remarks>
public sealed class Thaw
{
    private Thaw()
    {
    }

    /// <summary>Notes the word of <paramref name="by"/>.</summary>
    public Thaw(Guid id, ChainKey chain, string by, DateTimeOffset now)
    {
        Id = id;
        (FileSystemId, Kind, VaultArn) = chain;
        Say(by, now);
    }

    public Guid Id { get; private set; }

    public Guid FileSystemId { get; private set; }

    public RestorePointKind Kind { get; private set; }

    public string VaultArn { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public string By { get; private set; } = "";

    /// <summary>Somebody says it again.</summary>
    public void Say(string by, DateTimeOffset now) => (By, At) = (by, now);
}
