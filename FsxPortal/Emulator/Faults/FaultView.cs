using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Faults;

/// <summary>A rule as <c>GET /_emulator/faults</c> shows it.</summary>
public sealed record FaultView(
    int Id, string Service, string Operation, string? Account, string? Region, int? Nth, double? Probability, int? Seed, int? Times,
    string Action, JsonObject? Parameters, int Seen, int Hits)
{
    public static FaultView Of(FaultRule rule) => new(
        rule.Id, rule.Service, rule.Operation, rule.Account, rule.Region, rule.Nth, rule.Probability, rule.Probability is null ? null
            : rule.Seed, rule.Times,
        FaultReader.Name(rule.Action), rule.Parameters.Count == 0 ? null : rule.Parameters, rule.Seen, rule.Hits);
}
