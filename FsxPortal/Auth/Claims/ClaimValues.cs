using System.Security.Claims;
using System.Text.Json;

namespace FsxPortal.Auth.Claims;

/// <summary>Reads the values of a claim, whatever shape the provider gives it.</summary>
/// <remarks>Providers send one claim for each value, one with an array, a text, or an object with either inside (Keycloak's
/// <c>realm_access</c>). Names may have dots of their own: the longest name that there is counts.</remarks>
internal static class ClaimValues
{
    /// <summary>All values of the claim named <paramref name="path"/>; none if there is no such claim.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Claim> claims, string path)
    {
        var known = claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (known.Contains(path[..end]))
            {
                var rest = path[end..].TrimStart('.');
                return [.. known[path[..end]].SelectMany(value => Inside(value, rest)).Distinct(StringComparer.Ordinal)];
            }
        }

        return [];
    }

    private static IEnumerable<string> Inside(string value, string rest)
    {
        if (rest.Length == 0 && !value.StartsWith('['))
        {
            return [value];
        }

        try
        {
            using var json = JsonDocument.Parse(value);
            return Texts(json.RootElement, rest);
        }
        catch (JsonException)
        {
            return rest.Length == 0 ? [value] : [];
        }
    }

    private static List<string> Texts(JsonElement element, string rest) => element switch
    {
        { ValueKind: JsonValueKind.Object } when rest.Length > 0 => [.. element.EnumerateObject()
            .Where(member => rest == member.Name || rest.StartsWith($"{member.Name}.", StringComparison.Ordinal))
            .SelectMany(member => Texts(member.Value, rest[member.Name.Length..].TrimStart('.')))],
        { ValueKind: JsonValueKind.Array } when rest.Length == 0 =>
            [.. element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        { ValueKind: JsonValueKind.String } when rest.Length == 0 => [element.GetString()!],
        _ => [],
    };
}
