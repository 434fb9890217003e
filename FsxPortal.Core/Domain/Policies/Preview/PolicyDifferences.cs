using System.Text.Json.Nodes;

namespace FsxPortal.Core.Domain.Policies.Preview;

/// <summary>One field in which two policy documents differ.</summary>
/// <param name="Path">JSON path inside the document, such as <c>schedule.daily.hours</c>.</param>
/// <param name="Saved">Its value as JSON in the saved document; none where the document leaves it out.</param>
/// <param name="Wanted">Its value as JSON in the other document; none where the document leaves it out.</param>
public sealed record PolicyDifference(string Path, string? Saved, string? Wanted);

/// <summary>Compares policy documents field by field. Lists are compared as a whole.</summary>
public static class PolicyDifferences
{
    /// <summary>The fields in which <paramref name="wanted"/> differs from
    /// <paramref name="saved"/>, in the order of the document.</summary>
    public static IReadOnlyList<PolicyDifference> Between(PolicyDocument saved, PolicyDocument wanted) =>
        [.. Between("", JsonNode.Parse(PolicyJson.Write(saved)), JsonNode.Parse(PolicyJson.Write(wanted)))];

    private static IEnumerable<PolicyDifference> Between(string path, JsonNode? saved, JsonNode? wanted)
    {
        if (saved is JsonObject one && wanted is JsonObject other)
        {
            return one.Select(member => member.Key).Union(other.Select(member => member.Key))
                .SelectMany(name => Between(path.Length == 0 ? name : $"{path}.{name}", one[name], other[name]));
        }

        return JsonNode.DeepEquals(saved, wanted) ? [] : [new PolicyDifference(path, saved?.ToJsonString(), wanted?.ToJsonString())];
    }
}
