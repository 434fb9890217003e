using System.Text.Json.Nodes;
using FsxPortal.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>Describes a route: its parameters, its body, its headers, its answers and its refusals.</summary>
internal static class OperationWords
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["200"] = "It is so.",
        ["201"] = "It was made.",
        ["202"] = "It has begun; Location says where to follow it.",
        ["204"] = "It was done.",
    };

    private const string Waits = "Nothing was changed yet: a second person has to approve it. Location says where the request is found.";

    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (route, notes) = (context.Description, context.Description.ActionDescriptor.EndpointMetadata);
        var (path, document) = (route.RelativePath!["api/".Length..], context.Document!);
        var manners = notes.OfType<MannersNote>().Aggregate(RouteManners.None, (all, note) => all | note.Manners);
        var choices = notes.OfType<ChoiceNote>().ToDictionary(note => note.Parameter, note => note.Names);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            ParameterWords.Describe(parameter, path, choices.GetValueOrDefault(parameter.Name!));
        }

        AddHeaders(operation, manners);
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Description = "Unknown members are refused.";
            foreach (var media in body.Content!.Values)
            {
                media.Example = notes.OfType<BodyExample>().LastOrDefault() is { } example ? JsonNode.Parse(example.Json) : null;
            }
        }

        operation.Responses ??= [];
        foreach (var (status, answer) in operation.Responses.Where(answer => Good.ContainsKey(answer.Key)))
        {
            var isRequest = status == "202" && manners.HasFlag(RouteManners.MayHaveToWait);
            answer.Description = isRequest ? Waits : Good[status];
            ((OpenApiResponse)answer).Headers = isRequest ? LocationOf($"approvals/{Examples.Request}") : HeadersOf(manners);
        }

        RefusalWords.Add(
            operation, path, !HttpMethods.IsGet(route.HttpMethod!), manners,
            [.. notes.OfType<RefusalNote>().SelectMany(note => note.Statuses)], document);
        return Task.CompletedTask;
    }

    private static void AddHeaders(OpenApiOperation operation, RouteManners manners)
    {
        operation.Parameters ??= [];
        if ((manners & (RouteManners.DemandsVersion | RouteManners.DemandsAny | RouteManners.MayNameVersion)) != 0)
        {
            operation.Parameters.Add(Header(
                "If-Match", !manners.HasFlag(RouteManners.MayNameVersion), "*",
                manners.HasFlag(RouteManners.DemandsAny)
                    ? "An asterisk: what is changed has no version of its own."
                    : "The ETag that was read, or an asterisk for any version."));
        }

        if (manners.HasFlag(RouteManners.TakesKey))
        {
            operation.Parameters.Add(Header(
                "Idempotency-Key", false, null,
                $"A name for this request, 1 to {ApiCaller.LongestKey} characters. Sent again with it within seven days, it does nothing twice."));
        }
    }

    private static OpenApiParameter Header(string name, bool required, string? example, string text) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example is null ? null : JsonValue.Create(example),
    };

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(RouteManners manners)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (manners.HasFlag(RouteManners.GivesVersion))
        {
            headers = RefusalWords.Header("ETag", "The version, to be sent back as If-Match.", "\"3\"");
        }

        if (manners.HasFlag(RouteManners.GivesLocation))
        {
            headers = headers.Concat(LocationOf($"sessions/{Examples.Session}")).ToDictionary();
        }

        return headers.Count == 0 ? null : headers;
    }

    private static Dictionary<string, IOpenApiHeader> LocationOf(string path) =>
        RefusalWords.Header("Location", "Where it is found.", $"{ApiPath.Root}/{path}");
}
