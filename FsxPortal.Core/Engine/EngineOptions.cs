namespace FsxPortal.Core.Engine;

/// <summary>The engine's pace, in real time.</summary>
public sealed class EngineOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Engine";

    /// <summary>The shortest pause between two looks at a lane.</summary>
    public TimeSpan PollMin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest pause between two looks at a lane with running jobs; where only copies run it is two and a half times as
    /// long.</summary>
    public TimeSpan PollMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The zone in which the daily retention pass starts at 04:00.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>After how many hours the vaults are read again by themselves; 0 for never.</summary>
    public double SyncHours { get; set; } = 24;
}
