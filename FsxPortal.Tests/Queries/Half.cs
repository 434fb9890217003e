using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Tests.Queries;

/// <summary>What belongs to one account, and what tells it in an answer.</summary>
internal sealed record Half
{
    public string Name { get; init; } = "";

    public Guid AccountId { get; init; }

    public Guid Policy { get; init; }

    public PolicyDocument Document { get; init; } = new();

    public Guid FileSystem { get; init; }

    public Guid Session { get; init; }

    public Guid Point { get; init; }

    public Guid Approval { get; init; }

    public IReadOnlyList<string> Marks { get; init; } = [];
}
