using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Chains;

/// <summary>A rare flag that a backup carries for a slot that brought none.</summary>
/// <param name="Flag">The flag: W, M or Y.</param>
/// <param name="Slot">The slot that should have brought it.</param>
/// <param name="Reason">Why it did not, in words.</param>
public sealed record CarriedFlag(GfsFlags Flag, DateTimeOffset Slot, string Reason);
