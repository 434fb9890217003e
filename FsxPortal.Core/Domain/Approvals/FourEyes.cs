namespace FsxPortal.Core.Domain.Approvals;

/// <summary>What a setting may ask two people for.</summary>
/// <remarks>Stored by name: a kind that is no longer asked for stays.</remarks>
public enum FourEyes
{
    /// <summary>Restore points end sooner than they were promised.</summary>
    RetentionCuts,

    /// <summary>A policy is removed.</summary>
    PolicyRemoval,

    /// <summary>An account is removed.</summary>
    AccountRemoval,
}

/// <summary>For what the portal wants a second person, and how long it waits for one.</summary>
public sealed class FourEyesOptions
{
    /// <summary>How long a request waits unless told.</summary>
    public static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>For what; empty where one person is enough for everything.</summary>
    public IReadOnlyList<FourEyes> Kinds { get; set; } = [];

    /// <summary>How long a request waits.</summary>
    public TimeSpan Lifetime { get; set; } = UsualLifetime;

    /// <summary>What is wrong with a lifetime, in words; none if nothing is.</summary>
    public static string? Problem(TimeSpan lifetime) => lifetime >= Shortest && lifetime <= Longest ? null
        : "Give a time from 5 minutes to 90 days, such as 7.00:00:00 for seven days.";
}
