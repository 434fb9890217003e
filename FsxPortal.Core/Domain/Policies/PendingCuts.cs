using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an edit would shorten of what was promised, as long as nobody has approved it.</summary>
/// <param name="Backups">The flags of backups that would end sooner.</param>
/// <param name="Copies">The flags of copies that would end sooner.</param>
/// <param name="Newest">Whether the newest restore point of each chain would no longer be kept.</param>
public sealed record PendingCuts(GfsFlags Backups, GfsFlags Copies, bool Newest);
