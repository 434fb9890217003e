using System.Text;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>Marks the end of the trail, so that what is cut off is missed. There is one.</summary>
public sealed class AuditHead
{
    /// <summary>The key of its only row.</summary>
    public const int OnlyId = 1;

    private AuditHead()
    {
    }

    /// <summary>Marks the end of a chain.</summary>
    public AuditHead(AuditAnchor end, AuditKeys keys)
    {
        (Id, Number, Last, KeyId) = (OnlyId, end.Number, end.Seal, keys.Current);
        Seal = keys.Sign(KeyId, Content())!;
    }

    public int Id { get; private set; }

    /// <summary>The number of the last entry.</summary>
    public long Number { get; private set; }

    /// <summary>The seal of the last entry.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Which key has sealed the mark.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The keyed fingerprint of the mark.</summary>
    public string Seal { get; private set; } = "";

    /// <summary>What it marks.</summary>
    public AuditAnchor Anchor => new(Number, Last);

    /// <summary>Whether it is what the portal wrote.</summary>
    public bool IsGenuine(AuditKeys keys) => keys.Sign(KeyId, Content()) == Seal;

    private byte[] Content() => Encoding.UTF8.GetBytes($"head {KeyId} {Anchor}");
}
