using System.Text.Json.Nodes;
using FsxPortal.Core.Queries.Views;
using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>What a parameter means, what it may be, and one that may be sent.</summary>
/// <param name="Text">What it means.</param>
/// <param name="Format">Its format; none for plain text.</param>
/// <param name="Example">A value that may be sent; none where the portal gives it out.</param>
internal sealed record ParameterWord(string Text, string? Format = null, string? Example = null)
{
    /// <summary>What it may be.</summary>
    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;
}

/// <summary>The parameters of all routes. A name means the same wherever it stands.</summary>
internal static class ParameterWords
{
    private const string Uuid = "uuid";
    private const string Instant = "date-time";

    private static readonly Dictionary<string, ParameterWord> OfQuery = new()
    {
        ["limit"] = new($"The most items of the answer: {PageRequest.DefaultLimit} unless told, at most {PageRequest.MaxLimit}.", null, "20")
        {
            Type = JsonSchemaType.Integer,
        },
        ["cursor"] = new("Where the last page ended: what its answer called next. Without it the list begins."),
        ["search"] = new("A part of the name, or of the id that AWS gave.", null, "a"),
        ["region"] = new("The AWS Region.", null, "eu-central-1"),
        ["state"] = new("The state."),
        ["kind"] = new("Backups, copies or manual backups."),
        ["type"] = new("What the session does."),
        ["policyId"] = new("The policy by its id.", Uuid, Examples.Policy),
        ["fileSystemId"] = new("The file system by its id.", Uuid, Examples.FileSystem),
        ["id"] = new("The policy that the document would replace; without it, it would be a new one.", Uuid, Examples.Policy),
        ["from"] = new("The first instant.", Instant, "2026-01-01T00:00:00Z"),
        ["to"] = new("The instant before which it ends.", Instant, "2026-12-31T00:00:00Z"),
        ["actor"] = new("A part of the name of who did it.", null, "a"),
        ["subject"] = new("A part of the name of what was changed, or its id.", null, "Gold"),
        ["action"] = new("What was done."),
        ["outcome"] = new("Whether it was done or refused."),
        ["pastEnd"] = new("Whether only those are wanted whose time is over.", null, "false") { Type = JsonSchemaType.Boolean },
        ["all"] = new($"Whether lists are sent whole; otherwise {PolicyPreviewApi.MostShown} entries of each.", null, "true")
        {
            Type = JsonSchemaType.Boolean,
        },
        ["retention"] = new("What a new retention means for restore points that exist: AskFirst unless told."),
        ["digest"] = new("The digest of what was shown and is approved; it goes with retention=Approved."),
    };

    private static readonly Dictionary<string, ParameterWord> OfPath = new()
    {
        ["accounts"] = new("The account by its id.", Uuid, Examples.Account),
        ["policies"] = new("The policy by its id.", Uuid, Examples.Policy),
        ["file-systems"] = new("The file system by its id.", Uuid, Examples.FileSystem),
        ["restore-points"] = new("The restore point by its id.", Uuid, Examples.RestorePoint),
        ["sessions"] = new("The session by its id.", Uuid, Examples.Session),
        ["approvals"] = new("The request by its id.", Uuid, Examples.Request),
        ["taskId"] = new("The task by its id.", Uuid, Examples.Task),
    };

    /// <summary>Describes a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="path">The path of its route.</param>
    /// <param name="choices">The names that it may be; none where it may be anything.</param>
    public static void Describe(OpenApiParameter parameter, string path, Type? choices)
    {
        // One that has no word here is found by the test of the document.
        if ((parameter.In == ParameterLocation.Query
            ? OfQuery.GetValueOrDefault(parameter.Name!)
            : OfPath.GetValueOrDefault(parameter.Name!) ?? OfPath.GetValueOrDefault(path.Split('/')[1])) is not { } word)
        {
            return;
        }

        var names = choices is null ? [] : Enum.GetNames(choices);
        parameter.Description = word.Text;
        parameter.Schema = new OpenApiSchema
        {
            Type = word.Type,
            Format = word.Format,
            Enum = names.Length == 0 ? null : [.. names.Select(name => (JsonNode)name)],
            Minimum = word.Type == JsonSchemaType.Integer ? "1" : null,
            Maximum = word.Type == JsonSchemaType.Integer ? $"{PageRequest.MaxLimit}" : null,
        };
        var example = word.Example ?? names.FirstOrDefault();
        parameter.Example = example is null ? null
            : word.Type == JsonSchemaType.String ? JsonValue.Create(example) : JsonNode.Parse(example);
    }
}
