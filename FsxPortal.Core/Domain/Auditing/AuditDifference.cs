using System.Text.Json;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>One thing that is another one after a change.</summary>
/// <param name="Path">Where, as a JSON path such as <c>schedule.daily.hours[1]</c>.</param>
/// <param name="Before">What was there; none if nothing was.</param>
/// <param name="After">What is there; none if nothing is.</param>
public sealed record AuditDifference(string Path, string? Before, string? After)
{
    /// <summary>Everything in which two things differ, in the order of the second one, and what is gone after that.</summary>
    public static IReadOnlyList<AuditDifference> Between(string? before, string? after)
    {
        var (old, now) = (Flatten(before), Flatten(after));
        return
        [
            .. now.Where(field => old.GetValueOrDefault(field.Key) != field.Value)
                .Select(field => new AuditDifference(field.Key, old.GetValueOrDefault(field.Key), field.Value)),
            .. old.Where(field => !now.ContainsKey(field.Key)).Select(field => new AuditDifference(field.Key, field.Value, null)),
        ];
    }

    private static Dictionary<string, string> Flatten(string? json)
    {
        var fields = new Dictionary<string, string>();
        if (json is not null)
        {
            using var thing = JsonDocument.Parse(json);
            Flatten("", thing.RootElement, fields);
        }

        return fields;
    }

    // Lists of plain values are read at a glance, and compared as a whole.
    private static void Flatten(string path, JsonElement thing, Dictionary<string, string> fields)
    {
        if (thing.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in thing.EnumerateObject())
            {
                Flatten(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, fields);
            }
        }
        else if (thing.ValueKind == JsonValueKind.Array && thing.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object))
        {
            foreach (var (index, item) in thing.EnumerateArray().Index())
            {
                Flatten($"{path}[{index}]", item, fields);
            }
        }
        else if (thing.ValueKind != JsonValueKind.Null)
        {
            fields[path] = thing.ValueKind == JsonValueKind.Array
                ? string.Join(", ", thing.EnumerateArray().Select(item => item.ToString())) : thing.ToString();
        }
    }
}
