namespace FsxPortal.Emulator;

/// <summary>What the emulated AWS starts with.</summary>
public enum EmulatorSeed
{
    Demo,
    Empty,
}

/// <summary>How many requests are let in.</summary>
public enum RateLimits
{
    /// <summary>As many a second as AWS publishes.</summary>
    Aws,

    /// <summary>All of them.</summary>
    None,
}

/// <summary>How an emulator runs.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The highest speed there is.</summary>
    public const double MaxSpeed = 100_000;

    /// <summary>Where it listens; loopback only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5081";

    /// <summary>Emulated seconds for each real second.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Whether the time stands still until it is told to run.</summary>
    public bool Frozen { get; init; }

    public EmulatorSeed Seed { get; init; } = EmulatorSeed.Demo;

    /// <summary>How many requests are let in, in real time.</summary>
    public RateLimits Rates { get; init; } = RateLimits.Aws;

    /// <summary>The real time that rates are measured by.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>The file that keeps the state across restarts; none keeps it in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>The emulated instant of the first start; none for shortly before a full hour of today.</summary>
    public DateTimeOffset? StartAt { get; init; }
}

/// <summary>The emulator can't start; the message says why and what to do.</summary>
public sealed class EmulatorStartException(string message) : Exception(message);
