using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.CommandLine;

/// <summary>What the API does with policies, in our nouns.</summary>
internal sealed class PolicyWire(PortalConnection portal)
{
    private static readonly Dictionary<string, string> Nothing = [];

    // What a later portal adds to its answers is of no matter.
    private static readonly JsonSerializerOptions Lenient =
        new(PolicyJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>All policies, by priority.</summary>
    public async Task<IReadOnlyList<SavedPolicy>> ListAsync(CancellationToken cancel)
    {
        var all = new List<SavedPolicy>();
        for (string? cursor = "", path = "policies?limit=500"; cursor is not null;)
        {
            var answer = await portal.SendAsync(HttpMethod.Get, $"{path}{cursor}", null, Nothing, cancel);
            var page = Demand(answer, HttpStatusCode.OK).Json();
            foreach (var item in page["items"] as JsonArray ?? throw Foreign())
            {
                all.Add(SavedOf(item));
            }

            cursor = (string?)page["next"] is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }

        return all;
    }

    /// <summary>A policy's document, as the portal exports it.</summary>
    public async Task<string> ExportAsync(Guid id, CancellationToken cancel) => Demand(
        await portal.SendAsync(HttpMethod.Get, $"policies/{id}/export", null, Nothing, cancel), HttpStatusCode.OK).Text;

    /// <summary>What a document would mean for restore points that exist.</summary>
    /// <returns>That, or what is wrong with the document.</returns>
    public async Task<(Consequences Consequences, IReadOnlyList<string> Problems)> PreviewAsync(
        PolicyDocument document, Guid? id, CancellationToken cancel)
    {
        var path = id is null ? "policies/preview" : $"policies/preview?id={id}&retention=Approved&all=true";
        var answer = await portal.SendAsync(HttpMethod.Post, path, PolicyJson.Write(document), Nothing, cancel);
        if (answer.Status == HttpStatusCode.BadRequest)
        {
            return (Consequences.None, ProblemsOf(answer));
        }

        var preview = Demand(answer, HttpStatusCode.OK).Json();
        var sentences = Texts(preview["sentences"]);
        return (new Consequences(
            [.. sentences.TakeLast((preview["cuts"] as JsonArray)?.Count ?? 0)],
            [
                .. (preview["deletions"] as JsonArray ?? []).OfType<JsonObject>()
                    .Where(gone => (bool?)gone["byEdit"] == true).Select(GoingOf),
            ],
            (string?)preview["digest"]), []);
    }

    /// <summary>Creates a policy.</summary>
    /// <param name="document">What is wanted.</param>
    /// <param name="key">The name of the request: sent again, it creates nothing twice.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Answer> CreateAsync(PolicyDocument document, string key, CancellationToken cancel) => await portal.SendAsync(
        HttpMethod.Post, "policies", PolicyJson.Write(document), new Dictionary<string, string> { ["Idempotency-Key"] = key }, cancel);

    /// <summary>Replaces a policy of which one version was read.</summary>
    /// <param name="saved">That version.</param>
    /// <param name="document">What is wanted.</param>
    /// <param name="approved">The digest of what ends sooner, if that is approved.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Answer> ChangeAsync(SavedPolicy saved, PolicyDocument document, string? approved, CancellationToken cancel) =>
        await portal.SendAsync(
            HttpMethod.Put,
            approved is null ? $"policies/{saved.Id}" : $"policies/{saved.Id}?retention=Approved&digest={Uri.EscapeDataString(approved)}",
            PolicyJson.Write(document), VersionOf(saved), cancel);

    /// <summary>Removes a policy of which one version was read.</summary>
    public async Task<Answer> RemoveAsync(SavedPolicy saved, CancellationToken cancel) =>
        await portal.SendAsync(HttpMethod.Delete, $"policies/{saved.Id}", null, VersionOf(saved), cancel);

    /// <summary>What a refusal says is wrong, place by place.</summary>
    public static IReadOnlyList<string> ProblemsOf(Answer answer)
    {
        var problems = (answer.Json()["errors"] as JsonObject ?? [])
            .SelectMany(error => Texts(error.Value).Select(text => error.Key.Length > 0 ? $"{error.Key}: {text}" : text)).ToList();
        return problems.Count > 0 ? problems : [PortalConnection.Detail(answer)];
    }

    private static Dictionary<string, string> VersionOf(SavedPolicy saved) => new() { ["If-Match"] = $"\"{saved.Version}\"" };

    private static Answer Demand(Answer answer, HttpStatusCode status) => answer.Status == status
        ? answer
        : throw new CommandLineException($"The portal answers {(int)answer.Status}: {PortalConnection.Detail(answer)} Check --url.");

    private static SavedPolicy SavedOf(JsonNode? item)
    {
        try
        {
            return new SavedPolicy((Guid)item!["id"]!, (long)item["version"]!, item.Deserialize<PolicyDocument>(Lenient)!);
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw Foreign();
        }
    }

    private static Going GoingOf(JsonObject gone) => new(
        $"{gone["fileSystem"]}", $"{gone["kind"]}", $"{gone["region"]}", $"{gone["moment"]}", $"{gone["because"]}");

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => $"{text}")];

    private static CommandLineException Foreign() => new("What answers is not the API of FsxPortal, or one of a version that this one does not know.");
}
