using System.Text.Json;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Domain.Approvals;

/// <summary>A command as it was asked for, so that it can be given again.</summary>
/// <param name="Id">What it is about.</param>
/// <param name="Version">The version that was read: a later one is another thing.</param>
public sealed record ApprovalWish(Guid Id, long Version)
{
    /// <summary>What a policy shall ask for; none where none is changed.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>The digest of the restore points that were shown to end sooner; none if none do.</summary>
    public string? Digest { get; init; }

    /// <summary>The wish as it is stored. Equal wishes are equal texts.</summary>
    public string Write() => AuditJson.Of(this);

    /// <summary>Reads what was stored.</summary>
    public static ApprovalWish Read(string text) => JsonSerializer.Deserialize<ApprovalWish>(text, PolicyJson.Options)!;
}

/// <summary>What would happen.</summary>
/// <param name="Sentences">In words.</param>
/// <param name="FileSystems">How many file systems it is about.</param>
/// <param name="RestorePoints">How many restore points these have.</param>
/// <param name="Deletions">How many of them the next retention pass would delete because of it.</param>
public sealed record ApprovalEffect(IReadOnlyList<string> Sentences, int FileSystems, long RestorePoints, int Deletions);
