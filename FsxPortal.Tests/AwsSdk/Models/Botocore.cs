using System.IO.Compression;
using System.Text.Json;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>The models inside AWS's SDK for Python, as Debian packs it (<c>python3-botocore</c>).</summary>
internal static class Botocore
{
    private const string Packages = "/usr/lib/python3/dist-packages/botocore/data";

    public static AwsModel Read(string service)
    {
        var file = Directory.Exists(Packages)
            ? Directory.EnumerateFiles(Path.Combine(Packages, service), "service-2.json*", SearchOption.AllDirectories)
            .Max(StringComparer.Ordinal)
            : null;
        Programs.Demand(file, "Botocore (python3-botocore)");
        using var stream = File.OpenRead(file);
        using var text = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress)
            : (Stream)stream;
        using var json = JsonDocument.Parse(text);
        return Read($"botocore {service}", json.RootElement);
    }

    private static AwsModel Read(string source, JsonElement model)
    {
        var shapes = model.GetProperty("shapes").EnumerateObject().ToDictionary(shape => shape.Name, shape => shape.Value);
        return new(
            source,
            model.GetProperty("operations").EnumerateObject()
                .ToDictionary(operation => operation.Name, operation => Operation(operation.Value, shapes)),
            shapes.Where(shape => shape.Value.TryGetProperty("members", out _))
                .ToDictionary(shape => shape.Key, shape => Members(shape.Value, shapes)),
            shapes.Where(shape => shape.Value.TryGetProperty("enum", out _)).ToDictionary(
                shape => shape.Key,
                shape => (IReadOnlyList<string>)[.. shape.Value.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!)]));
    }

    private static ModelOperation Operation(JsonElement operation, Dictionary<string, JsonElement> shapes)
    {
        var http = operation.GetProperty("http");
        var input = ShapeOf(operation, "input");

        // Here the gaps of an address bear the name on the wire.
        var uri = Members(input is null ? default : shapes[input], shapes).Where(member => member.Value.In == "path").Aggregate(
            http.GetProperty("requestUri").GetString()!,
            (text, member) => text.Replace($"{{{member.Value.Name}}}", $"{{{member.Key}}}", StringComparison.Ordinal));
        var errors = operation.TryGetProperty("errors", out var named)
            ? named.EnumerateArray().Select(error => error.GetProperty("shape").GetString()!) : [];
        return new(http.GetProperty("method").GetString()!, uri, input, ShapeOf(operation, "output"), [.. errors]);
    }

    private static IReadOnlyDictionary<string, ModelMember> Members(JsonElement structure, Dictionary<string, JsonElement> shapes) =>
        (structure.ValueKind == JsonValueKind.Undefined ? [] : structure.GetProperty("members").EnumerateObject().ToArray())
            .ToDictionary(member => member.Name, member => new ModelMember(
            TypeOf(member.Value.GetProperty("shape").GetString()!, shapes),
            Text(member.Value, "location") switch
            {
                "uri" => "path",
                "querystring" => "query",
                { } other => other,
                null => "body",
            },
            Text(member.Value, "locationName") ?? member.Name,
            member.Value.TryGetProperty("idempotencyToken", out var token) && token.GetBoolean()));

    private static string TypeOf(string name, Dictionary<string, JsonElement> shapes)
    {
        var shape = shapes[name];
        return Text(shape, "type") switch
        {
            "list" => $"list<{TypeOf(ShapeOf(shape, "member")!, shapes)}>",
            "map" => $"map<{TypeOf(ShapeOf(shape, "value")!, shapes)}>",
            "structure" => $"structure {name}",
            "string" when shape.TryGetProperty("enum", out _) => $"enum {name}",
            var other => other!,
        };
    }

    private static string? ShapeOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Text(value, "shape") : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
