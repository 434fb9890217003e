using System.Globalization;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>How far the trail reached, and with which seal: whoever notes it elsewhere finds out if the end is cut off.</summary>
public sealed record AuditAnchor(long Number, string Seal)
{
    /// <summary>Where nothing has been written yet.</summary>
    public static AuditAnchor Beginning { get; } = new(0, "");

    /// <summary>Reads the text of <see cref="ToString"/>; none if it is something else.</summary>
    public static AuditAnchor? Read(string? text) =>
        text?.Trim().Split(':') is [var number, { Length: > 0 } seal]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new AuditAnchor(count, seal) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Seal}");
}
