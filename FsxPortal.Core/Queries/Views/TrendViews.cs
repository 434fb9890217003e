using FsxPortal.Core.Domain.Chains;

namespace FsxPortal.Core.Queries.Views;

/// <summary>How the runs of policies ended in a stretch of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Succeeded">Runs that succeeded.</param>
/// <param name="Warning">Runs that ended with a warning.</param>
/// <param name="Failed">Runs that failed.</param>
/// <param name="Missed">Runs that were missed, skipped or canceled.</param>
public sealed record RunBar(DateTimeOffset From, int Succeeded, int Warning, int Failed, int Missed)
{
    /// <summary>All of them.</summary>
    public int Total => Succeeded + Warning + Failed + Missed;
}

/// <summary>How many file systems have the copy in a Region that their policy asks for, and how many wait for one.</summary>
public sealed record CopyTargetView(string Region, int OnTarget, int Behind);

/// <summary>The restore points of a kind in a Region, by the size AWS reports for each.</summary>
public sealed record StorageView(RestorePointKind Kind, string Region, long RestorePoints, long Bytes);

/// <summary>A file system that is about to lose its last restore point.</summary>
public sealed record EmptyingView(Guid FileSystemId, string Name, DateTimeOffset LastEndsAt);

/// <summary>How far a new portal has come.</summary>
public sealed record FirstStepsView(bool HasAccount, bool HasPolicy, bool HasRun)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => HasAccount && HasPolicy && HasRun;
}

/// <summary>What the overview says about longer times: it changes slowly and is read rarely.</summary>
public sealed record TrendView
{
    /// <summary>The runs of a month and a day by quarters of an hour, the oldest first:
    /// every time zone can make its hours and days of them.</summary>
    public IReadOnlyList<RunBar> Runs { get; init; } = [];

    public IReadOnlyList<CopyTargetView> Copies { get; init; } = [];

    public IReadOnlyList<EmptyingView> Emptying { get; init; } = [];

    public IReadOnlyList<StorageView> Storage { get; init; } = [];

    public FirstStepsView FirstSteps { get; init; } = new(true, true, true);
}
