using System.Security.Cryptography;
using System.Text;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;

namespace FsxPortal.CommandLine;

/// <summary>A policy as the portal has it.</summary>
internal sealed record SavedPolicy(Guid Id, long Version, PolicyDocument Document);

/// <summary>A restore point that goes.</summary>
internal sealed record Going(string FileSystem, string Kind, string Region, string Moment, string Because);

/// <summary>What an edit means for restore points that exist.</summary>
/// <param name="Cuts">What ends sooner than it was promised, in sentences.</param>
/// <param name="Deletions">What goes at once because of the edit.</param>
/// <param name="Digest">The digest of all that has to be approved; none if nothing has to.</param>
internal sealed record Consequences(IReadOnlyList<string> Cuts, IReadOnlyList<Going> Deletions, string? Digest)
{
    /// <summary>Nothing happens to any.</summary>
    public static Consequences None { get; } = new([], [], null);
}

/// <summary>One thing to do.</summary>
/// <param name="File">What is wanted; none to remove a policy.</param>
/// <param name="Saved">What there is; none to create one.</param>
/// <param name="Consequences">What it means for restore points.</param>
internal sealed record Step(PolicyFile? File, SavedPolicy? Saved, Consequences Consequences)
{
    /// <summary>The policy's name.</summary>
    public string Name => File?.Name ?? Saved!.Document.Name ?? "";

    /// <summary>The fields that change, for a policy that stays.</summary>
    public IReadOnlyList<PolicyDifference> Differences =>
        File is not null && Saved is not null ? PolicyDifferences.Between(Saved.Document, File.Document) : [];
}

/// <summary>Everything that has to be done to have the portal as the files say.</summary>
/// <param name="Steps">What is created, then what is changed, then what is removed.</param>
/// <param name="Unchanged">How many policies are as they shall be.</param>
/// <param name="Others">Policies that no file names, and that stay.</param>
internal sealed record PolicyPlan(IReadOnlyList<Step> Steps, int Unchanged, IReadOnlyList<string> Others)
{
    /// <summary>The same for the same plan: what is done, to which versions, and what goes by it.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Steps.Select(Text)))))[..32];

    private static string Text(Step step) => string.Join(
        '\n', step.Saved?.Id, step.Saved?.Version, step.File is null ? "" : PolicyJson.Write(step.File.Document), step.Consequences.Digest,
        string.Join('\n', step.Consequences.Deletions));
}
