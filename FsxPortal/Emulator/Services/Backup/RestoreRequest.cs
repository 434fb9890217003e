using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Services.Fsx;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Reads and writes the flat metadata of restore jobs, whose nested values are JSON in texts.</summary>
public static class RestoreRequest
{
    private static readonly string[] Known =
    [
        "StorageCapacity", "StorageType", "VpcId", "KmsKeyId", "SecurityGroupIds", "SubnetIds", "DeploymentType",
        "WeeklyMaintenanceStartTime",
        "DailyAutomaticBackupStartTime", "AutomaticBackupRetentionDays", "CopyTagsToBackups", "WindowsConfiguration", "LustreConfiguration",
        "OntapConfiguration", "OpenZFSConfiguration", "aws:backup:request-id", "FileSystemType", "FileSystemId", "FileSystemTypeVersion",
            "VolumeId", "Name",
    ];

    /// <summary>The metadata AWS Backup offers to begin from.</summary>
    public static JsonObject MetadataOf(EmulatedPoint point)
    {
        var metadata = new JsonObject { ["FileSystemId"] = (string?)point.Shape["FileSystemId"] };
        foreach (var name in Known.Where(name => point.Shape[name] is not null))
        {
            metadata[name] = point.Shape[name] switch
            {
                JsonValue value => Call.AsText(value.GetValueKind() == JsonValueKind.String ? value : value.ToJsonString()),
                JsonObject nested when name == "OntapConfiguration" => Renamed(nested, char.ToLowerInvariant).ToJsonString(),
                var nested => nested!.ToJsonString(),
            };
        }

        return metadata;
    }

    /// <summary>What is wanted, read from the metadata of a job.</summary>
    /// <exception cref="AwsError">The metadata can't be read.</exception>
    public static RestoreWish WishOf(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw AwsError.Invalid($"The restore metadata has an unknown key {unknown}.");
        }

        var configuration = metadata.FirstOrDefault(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal));
        return new RestoreWish
        {
            Name = metadata.GetValueOrDefault("Name"),
            SubnetIds = Texts(metadata, "SubnetIds"),
            SecurityGroupIds = Texts(metadata, "SecurityGroupIds"),
            KmsKeyId = metadata.GetValueOrDefault("KmsKeyId"),
            StorageType = metadata.GetValueOrDefault("StorageType"),
            StorageCapacity = metadata.GetValueOrDefault("StorageCapacity") is { } text
                ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var capacity) ? capacity
                : throw AwsError.Invalid("StorageCapacity is not a number.")
                : null,
            Configuration = configuration.Value is { } nested ? Renamed(Nested(configuration.Key, nested), char.ToUpperInvariant) : null,
        };
    }

    private static List<string> Texts(IReadOnlyDictionary<string, string> metadata, string name)
    {
        if (!metadata.TryGetValue(name, out var text))
        {
            return [];
        }

        // One id may come as it is.
        return text.StartsWith('[') && Parse(name, text) is JsonArray list ? [.. list.Select(Call.AsText)] : [text];
    }

    private static JsonObject Nested(string name, string text) =>
        Parse(name, text) as JsonObject ?? throw AwsError.Invalid($"{name} is not a JSON object.");

    private static JsonNode? Parse(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw AwsError.Invalid($"{name} is not valid JSON.");
        }
    }

    // AWS Backup writes some member names with a small first letter that FSx writes with a capital one.
    private static JsonObject Renamed(JsonObject shape, Func<char, char> first) =>
        new(shape.Select(pair => KeyValuePair.Create(first(pair.Key[0]) + pair.Key[1..], pair.Value?.DeepClone())));
}
