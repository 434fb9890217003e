using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.World;

/// <summary>How many backups of each type of file system an account may have in a Region. Until
/// somebody sets them there is no limit, as if AWS had raised it far enough.</summary>
/// <remarks>Backups of users, of AWS Backup, and copies count; the automatic ones of Amazon FSx do not.</remarks>
public sealed class BackupQuotas
{
    private static readonly string[] Types = ["WINDOWS", "LUSTRE", "ONTAP", "OPENZFS"];
    private readonly Dictionary<string, int> _limits = [];
    private readonly Dictionary<(string Lane, string Type), int> _taken = [];

    /// <summary>The limits by type; only those that there are.</summary>
    public JsonObject Limits
    {
        get => new(
            _limits.OrderBy(limit => limit.Key, StringComparer.Ordinal)
                .Select(limit => KeyValuePair.Create(limit.Key, (JsonNode?)limit.Value)));
        set
        {
            _limits.Clear();
            foreach (var (type, limit) in value)
            {
                _limits[type] = (int)limit!;
            }
        }
    }

    /// <summary>What is wrong with limits; none if they can be set.</summary>
    public static string? Complaint(JsonObject limits) =>
        limits.All(limit =>
            Types.Contains(limit.Key) && limit.Value is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0)
        ? null
        : $"Quotas are whole numbers from 0 on, for {string.Join(", ", Types)}.";

    /// <summary>Counts a backup that begins to exist, or one that is gone.</summary>
    public void Count(string lane, EmulatedResource resource, int by) => _taken[(lane, TypeOf(resource))] = Taken(lane, resource) + by;

    /// <summary>Why there can't be one more backup of a resource; none if there can.</summary>
    /// <param name="lane">The account and Region it would lie in.</param>
    /// <param name="resource">What is backed up.</param>
    public string? Complaint(string lane, EmulatedResource resource) =>
        _limits.TryGetValue(TypeOf(resource), out var limit) && Taken(lane, resource) >= limit
        ? $"You have reached the limit of {limit} user-initiated backups of {TypeOf(resource)} file systems in {lane.Split('/')[1]}."
        : null;

    private int Taken(string lane, EmulatedResource resource) => _taken.GetValueOrDefault((lane, TypeOf(resource)));

    private static string TypeOf(EmulatedResource resource) =>
        (string?)resource.Shape[resource.IsVolume ? "VolumeType" : "FileSystemType"] ?? "";
}
