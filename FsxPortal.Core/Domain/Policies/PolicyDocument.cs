using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Core.Domain.Policies;

/// <summary>What an administrator asks for, in the form in which it is sent, saved and exported.</summary>
/// <remarks>Members that may be left out are null then; <see cref="PolicyValidator"/> says what is missing.</remarks>
public sealed record PolicyDocument
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>IANA name of the zone in which hours and days are meant.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The twelve digits of the AWS account.</summary>
    public string? Account { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    public Selection? Selection { get; init; }

    /// <summary>The vault for backups, by Region.</summary>
    public IReadOnlyDictionary<string, string> Vaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Where copies go, by Region of the backup.</summary>
    public IReadOnlyDictionary<string, CopyTarget>? Copies { get; init; }

    public Schedule? Schedule { get; init; }

    /// <summary>Whether retention always leaves the newest restore point of each chain.</summary>
    public bool KeepNewest { get; init; } = true;

    /// <summary>Whether backups carry the tags of their file system.</summary>
    public bool CopySourceTags { get; init; } = true;

    public IReadOnlyDictionary<string, string>? CustomTags { get; init; }

    public Retry? Retry { get; init; }

    public NotificationSettings? Notifications { get; init; }
}

/// <summary>The vault, in another Region of the same account, to which backups are copied.</summary>
public sealed record CopyTarget
{
    public string? Region { get; init; }

    public string? Vault { get; init; }
}

/// <summary>How often a scheduled backup is tried again when it fails.</summary>
public sealed record Retry
{
    public int Attempts { get; init; }
}

/// <summary>Who is told of the policy's sessions.</summary>
public sealed record NotificationSettings
{
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IReadOnlyList<string> On { get; init; } = [];
}
