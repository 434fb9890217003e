using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Faults;

/// <summary>A test that sets fault rules.</summary>
public abstract class FaultTest : EmulatorTest
{
    /// <summary>Puts a rule in force.</summary>
    protected async Task SetAsync(string operation, string action, string more = "{}", string service = "backup")
    {
        var rule = JsonNode.Parse(more)!.AsObject();
        (rule["service"], rule["operation"], rule["action"]) = (service, operation, action);
        Assert.Equal(201, (await Emulator.ControlAsync("POST", "faults", rule)).Status);
    }

    /// <summary>What the journal has of an operation: status, error, fault and what was changed.</summary>
    protected async Task<IReadOnlyList<JsonNode>> JournalAsync(string operation) =>
        [.. JsonNode.Parse((await Emulator.ControlAsync("GET", "journal")).Text)!.AsArray().Select(entry => entry!)
            .Where(entry => (string?)entry["operation"] == operation)];

    protected Task<RawAnswer> VaultsAsync() => Aws.BackupAsync("GET", "/backup-vaults");
}
