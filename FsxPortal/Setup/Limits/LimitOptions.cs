namespace FsxPortal.Setup.Limits;

/// <summary>How much of the portal one program may have, so that the others have theirs.</summary>
public sealed class LimitOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Portal:ApiLimit";

    private const int Most = 1_000_000;

    /// <summary>Requests a second that a program may send on and on.</summary>
    public int PerSecond { get; set; } = 50;

    /// <summary>Requests that it may send in one go after a pause.</summary>
    public int Burst { get; set; } = 500;

    /// <summary>Requests of it that are answered at the same time.</summary>
    public int AtOnce { get; set; } = 32;

    /// <summary>Connections to the hub that it may hold.</summary>
    public int Connections { get; set; } = 100;

    /// <summary>Requests without a good token that are told what they lack, from one address in a minute.</summary>
    public int RefusedPerMinute { get; set; } = 30;

    /// <summary>What is wrong, in words for whoever sets it; none if nothing is.</summary>
    public string? Problem()
    {
        (string Name, int Value)[] limits =
        [
            (nameof(PerSecond), PerSecond), (nameof(Burst), Burst), (nameof(AtOnce), AtOnce), (nameof(Connections), Connections),
            (nameof(RefusedPerMinute), RefusedPerMinute),
        ];
        return limits.Where(limit => limit.Value is < 1 or > Most)
            .Select(limit => $"{Section}:{limit.Name} is {limit.Value}. Give a number from 1 to {Most}.").FirstOrDefault();
    }
}
