using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>Which policy owns a file system, and which others had to leave it.</summary>
/// <param name="Owner">The covering policy of the highest priority; none if no policy covers it.</param>
/// <param name="SkippedBy">The other policies that cover it.</param>
public sealed record Ownership(Policy? Owner, IReadOnlyList<Policy> SkippedBy);

/// <summary>Gives each file system to one policy: the highest priority wins.</summary>
/// <remarks>A disabled policy keeps what it owns: switching it off must not hand its file systems to another chain.</remarks>
public static class Assignment
{
    /// <summary>Who owns <paramref name="fileSystem"/> among <paramref name="policies"/>.</summary>
    public static Ownership Of(FileSystem fileSystem, IEnumerable<Policy> policies)
    {
        Policy[] covering = [.. policies.Where(policy => policy.Covers(fileSystem)).OrderBy(policy => policy.Priority)
            .ThenBy(policy => policy.Id)];
        return new Ownership(covering.FirstOrDefault(), covering.Length > 1 ? covering[1..] : []);
    }
}
