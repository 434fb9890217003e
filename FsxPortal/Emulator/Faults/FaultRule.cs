using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Faults;

/// <summary>Which requests get which fault, and how many have got it.</summary>
public sealed class FaultRule(int id, FaultAction action)
{
    /// <summary>Matches every service or operation.</summary>
    public const string Any = "*";

    public int Id { get; } = id;

    public FaultAction Action { get; } = action;

    public string Service { get; init; } = Any;

    public string Operation { get; init; } = Any;

    public string? Account { get; init; }

    public string? Region { get; init; }

    /// <summary>The first request that is hit, counted from 1 among those that match; none for the first.</summary>
    public int? Nth { get; init; }

    /// <summary>The share of matching requests that is hit; none for all of them.</summary>
    public double? Probability { get; init; }

    /// <summary>What decides which requests are that share.</summary>
    public int Seed { get; init; }

    /// <summary>The most requests that are hit; none for no end.</summary>
    public int? Times { get; init; }

    /// <summary>The details of the action.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>How many requests have matched.</summary>
    public int Seen { get; private set; }

    /// <summary>How many requests were hit.</summary>
    public int Hits { get; private set; }

    /// <summary>Counts a request, if the rule is for such requests.</summary>
    /// <returns>Whether the rule wants to hit it.</returns>
    public bool Wants(FaultTarget target)
    {
        if (!Matches(target))
        {
            return false;
        }

        Seen++;
        return Hits < (Times ?? (Nth is null ? int.MaxValue : 1)) && Seen >= (Nth ?? 1) && IsDrawn();
    }

    /// <summary>Counts a hit.</summary>
    public void CountHit() => Hits++;

    /// <summary>A parameter that is a number.</summary>
    public double Number(string name, double otherwise) => Parameters[name] is { } value ? (double)value : otherwise;

    /// <summary>A parameter that is a text.</summary>
    public string Text(string name, string otherwise) => (string?)Parameters[name] ?? otherwise;

    /// <summary>A parameter that is true or false.</summary>
    public bool Flag(string name) => (bool?)Parameters[name] ?? false;

    private bool Matches(FaultTarget target) => Is(Service, target.Service) && Is(Operation, target.Operation)
        && (Account is null || Account == target.Account) && (Region is null || Region == target.Region)
        && (Action != FaultAction.StaleRead || target.IsRead);

    private static bool Is(string rule, string actual) => rule == Any || rule.Equals(actual, StringComparison.OrdinalIgnoreCase);

    // The same seed draws the same requests, whatever machine and version draws.
    private bool IsDrawn()
    {
        if (Probability is not { } share)
        {
            return true;
        }

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}/{Seen}")));
        return BitConverter.ToUInt32(hash) / (uint.MaxValue + 1.0) < share;
    }
}

/// <summary>What a rule looks at: who asks which service for what.</summary>
public sealed record FaultTarget(string Service, string Operation, string Account, string Region)
{
    /// <summary>Whether the operation only reads.</summary>
    public bool IsRead =>
        Operation.StartsWith("Describe", StringComparison.Ordinal) || Operation.StartsWith("List", StringComparison.Ordinal)
        || Operation.StartsWith("GetRecoveryPoint", StringComparison.Ordinal);

    /// <summary>Whether the operation starts a job or a deletion, whose end a rule can decide.</summary>
    public bool HasFate => Operation is "StartBackupJob" or "StartCopyJob" or "StartRestoreJob" or "DeleteRecoveryPoint";
}
