namespace FsxPortal.Core.Domain.Retention;

/// <summary>What keeps a chain from getting the restore point that its policy expects.</summary>
public enum FreezeCause
{
    Failed,
    Skipped,
    Canceled,
    Missed,

    /// <summary>A slot has passed and its run has not brought the restore point yet.</summary>
    Due,

    /// <summary>Nothing has come in time, whatever the cause: AWS is away, the run is stuck, or nobody has tried.</summary>
    Late,

    /// <summary>AWS's quota of backups is used up: only the newest restore point is left out, or nothing could ever make room.</summary>
    Quota,
}

/// <summary>Retention leaves a chain what it has as long as an expected restore point has not come.</summary>
/// <param name="Cause">Why it has not come.</param>
/// <param name="Since">The slot that brought nothing, or the moment from which the chain is late.</param>
/// <param name="Detail">What is known besides, in words.</param>
public sealed record Freeze(FreezeCause Cause, DateTimeOffset Since, string? Detail = null)
{
    /// <summary>The cause in words; <see cref="Since"/> in UTC.</summary>
    public override string ToString() => Cause switch
    {
        FreezeCause.Failed or FreezeCause.Quota => $"the run of {Moments.Text(Since)} failed. {Detail}".TrimEnd(),
        FreezeCause.Skipped => $"the run of {Moments.Text(Since)} was skipped. {Detail}".TrimEnd(),
        FreezeCause.Canceled => $"the run of {Moments.Text(Since)} was canceled. {Detail}".TrimEnd(),
        FreezeCause.Missed => $"the run of {Moments.Text(Since)} was missed.",
        FreezeCause.Due => $"its restore point of {Moments.Text(Since)} has not come yet.",
        FreezeCause.Late => $"its next restore point was due and had not come by {Moments.Text(Since)}.",
    };
}
