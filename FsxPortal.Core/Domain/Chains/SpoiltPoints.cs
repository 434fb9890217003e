namespace FsxPortal.Core.Domain.Chains;

/// <summary>What is said of restore points that AWS keeps and that protect nothing.</summary>
public static class SpoiltPoints
{
    private const string Remedy = "Check whether the backup role may delete backups of FSx.";

    /// <summary>What is wrong with some points of a file system, and what to do about it.</summary>
    public static string Sentence(RestorePointState state, int count) => (state, count) switch
    {
        (RestorePointState.Expired, 1) =>
            "One restore point is expired: AWS wants it gone and still keeps it. It costs money and protects nothing. " + Remedy,
        (RestorePointState.Expired, _) =>
            $"{count} restore points are expired: AWS wants them gone and still keeps them. They cost money and protect nothing. " + Remedy,
        (_, 1) => "One restore point did not come out whole. It costs money, protects nothing, and goes when its time is over.",
        _ => $"{count} restore points did not come out whole. They cost money, protect nothing, and go when their time is over.",
    };
}
