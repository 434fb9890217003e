using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>The refusals of the API: one form for all, problem details (RFC 9457).</summary>
internal static class RefusalWords
{
    /// <summary>The name of the form.</summary>
    public const string Problem = "Problem";

    private static readonly int[] OfAll = [400, 401, 403, 429, 503];

    private static readonly Dictionary<int, string> Texts = new()
    {
        [400] = "Something is wrong with a parameter or the body; errors says what, by name or JSON path. Nothing was changed.",
        [401] = "There is no token, or none of the portal's identity provider that is meant for the portal.",
        [403] = "The caller's roles do not allow it.",
        [404] = "There is no such thing, or the caller does not see it.",
        [409] = "It does not fit what is going on: it runs already, is not running, was changed in the same moment, was approved otherwise, or is closed.",
        [412] = "It was changed since the version that If-Match names. Read it again and repeat the change.",
        [413] = "The body is longer than 1 MiB.",
        [415] = "The body is not application/json.",
        [422] = "The Idempotency-Key was used for another request.",
        [428] = "If-Match is missing.",
        [429] = "The caller sends more than one program may. Retry-After says how long to wait.",
        [503] = "The database cannot be used. Nothing was changed; Retry-After says when to try again.",
    };

    /// <summary>Adds the refusals of a route.</summary>
    public static void Add(OpenApiOperation operation, string path, bool writes, RouteManners manners, int[] more, OpenApiDocument document)
    {
        var statuses = OfAll.Concat(more)
            .Concat(path.Contains('{', StringComparison.Ordinal) ? [404] : [])
            .Concat(writes ? [409] : [])
            .Concat(operation.RequestBody is null ? [] : [413, 415])
            .Concat((manners & (RouteManners.DemandsVersion | RouteManners.DemandsAny)) != 0 ? [412, 428] : [])
            .Concat(manners.HasFlag(RouteManners.MayNameVersion) ? [412] : [])
            .Concat(manners.HasFlag(RouteManners.TakesKey) ? [422] : []);
        foreach (var status in statuses.Distinct().Order())
        {
            operation.Responses![$"{status}"] = Refusal(Texts[status], status, document);
        }

        operation.Responses!["default"] = Refusal("Any other failure, in the same form.", 0, document);
    }

    /// <summary>The form.</summary>
    public static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457): why a request was refused, or failed.",
        Required = new HashSet<string> { "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A page about the status."),
            ["title"] = Text("What kind of refusal it is."),
            ["status"] = Number("The status again."),
            ["detail"] = Text("What is wrong and what to do, in a sentence."),
            ["traceId"] = Text("Under which id the portal's log says more."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by parameter or JSON path of the body; the empty path is the body itself.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("What is wrong there.") },
            },
            ["errorCount"] = Number("How many errors there are, of which the first 200 are named."),
            ["sessionId"] = Text("The session that runs already."),
            ["digest"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Null,
                Description = "The digest of the restore points that would end sooner as things stand now.",
            },
            ["cuts"] = List("What would end sooner, as in a preview."),
            ["stock"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What there is, as in a preview." },
            ["deletions"] = List("What would go at once, as in a preview."),
            ["later"] = List("What would go later, as in a preview."),
        },
        Examples =
        [
            JsonNode.Parse("""{ "title": "Not found.", "status": 404, "detail": "This policy does not exist. It may have been removed." }""")!,
        ],
    };

    private static OpenApiResponse Refusal(string text, int status, OpenApiDocument document) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
        },
        Headers = status switch
        {
            401 => Header("WWW-Authenticate", "How to sign in: Bearer.", "Bearer"),
            429 or 503 => Header("Retry-After", "Seconds to wait.", "2"),
            _ => null,
        },
    };

    /// <summary>A header of an answer.</summary>
    public static Dictionary<string, IOpenApiHeader> Header(string name, string text, string example) => new()
    {
        [name] = new OpenApiHeader { Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example },
    };

    private static OpenApiSchema Text(string text) => new() { Type = JsonSchemaType.String, Description = text };

    private static OpenApiSchema Number(string text) => new() { Type = JsonSchemaType.Integer, Description = text };

    private static OpenApiSchema List(string text) => new()
    {
        Type = JsonSchemaType.Array,
        Description = text,
        Items = new OpenApiSchema { Type = JsonSchemaType.Object },
    };
}
