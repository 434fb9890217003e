using System.Text.Json.Nodes;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>Answers as AWS might send them, with a value for every member that a model knows.</summary>
internal sealed class ModelSample(AwsModel model)
{
    private readonly Stack<string> _open = new();

    public JsonObject Of(string? structure)
    {
        _open.Push(structure ?? "");
        var sample = new JsonObject(
            model.Members(structure).Where(member => !IsOpen(member.Value.Type))
                .Select(member => KeyValuePair.Create(member.Value.Name, Value(member.Value.Type))));
        _open.Pop();
        return sample;
    }

    // A backup holds a file system, whose changes hold file systems: once is enough.
    private bool IsOpen(string type) =>
        _open.Contains(type.Split('<')[^1].TrimEnd('>').Replace("structure ", "", StringComparison.Ordinal));

    private JsonNode? Value(string type) => type switch
    {
        ['l', 'i', 's', 't', '<', .. var item, '>'] => new JsonArray(Value(item)),
        ['m', 'a', 'p', '<', .. var item, '>'] => new JsonObject { ["key"] = Value(item) },
        ['s', 't', 'r', 'u', 'c', 't', 'u', 'r', 'e', ' ', .. var structure] => Of(structure),
        ['e', 'n', 'u', 'm', ' ', .. var name] => model.Enums[name][0],
        "integer" => 7,
        "long" or "number" => 9,
        "boolean" => true,
        "timestamp" => 1767323045.678m,
        _ => "text",
    };
}
