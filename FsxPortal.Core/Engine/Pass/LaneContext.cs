using FsxPortal.Core.Progress;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>What every part of the engine needs besides its own work.</summary>
public sealed record LaneContext(IProgressRelay Relay, Clocks Clocks, Checkpoints Checkpoints);
