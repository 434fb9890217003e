using System.Text.Json;
using FsxPortal.Api.Http;
using FsxPortal.Core.Domain.Policies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>What the OpenAPI document says beyond what the routes say themselves.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    private const string About = """
        Policies, sessions, chains of restore points and the inventory of FsxPortal.

        Programs show a token of the portal's identity provider; cookies mean nothing here. Where the portal has no sign-in, none is needed.
        Instants are ISO 8601 in UTC. Lists come in pages: an answer's `next` is the `cursor` of the next request. HEAD answers like GET,
        without the body. Unknown parameters and members are refused. Every refusal is problem details (RFC 9457). Members may be added to
        answers, and are never renamed.
        """;

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Accounts"] = "The AWS accounts in which the portal works.",
        ["Policies"] = "What to protect, when, where to, and how long.",
        ["Sessions"] = "Runs of policies and other work, and their tasks.",
        ["File systems"] = "What there is in AWS, and how it is protected.",
        ["Restore points"] = "States one can go back to.",
        ["Approvals"] = "What waits for a second person, where two are asked for.",
        ["Audit"] = "Who did what, and when.",
        ["Vaults"] = "Where restore points lie.",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = route => ApiPath.Serves($"/{route.RelativePath}") && route.HttpMethod != HttpMethods.Head;
        options.AddSchemaTransformer(DescribeInstants);
        options.AddOperationTransformer(OperationWords.AddAsync);
        options.AddDocumentTransformer(DescribeAsync);
    }

    // Our converter hides from the generator that an instant is a text.
    private static Task DescribeInstants(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        }
        else if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "date-time");
        }

        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        (document.Info.Title, document.Info.Description) = ("FsxPortal", About);
        document.AddComponent(RefusalWords.Problem, RefusalWords.Schema());
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "An access token of the portal's identity provider, by client credentials for instance.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Tags.GetValueOrDefault(tag.Name!);
        }

        // The portal adds to a document what it knows of the policy, side by side.
        ((OpenApiSchema)document.Components!.Schemas![nameof(PolicyAnswer)]).AllOf =
            [new OpenApiSchemaReference(nameof(PolicyDocument), document)];
        foreach (var names in document.Components.Schemas.Values.OfType<OpenApiSchema>().Where(form => form.Enum is { Count: > 0 }))
        {
            // That a member may have none of them is said at the member.
            (names.Type, names.Enum) = (JsonSchemaType.String, [.. names.Enum!.Where(name => name is not null)]);
        }

        LetAnythingBeNull(document.Components.Schemas.Values);
        MemberWords.Describe(document.Components.Schemas);
        return Task.CompletedTask;
    }

    // Null is a JSON value like others: what may be any of them, or null, would be two things at once.
    private static void LetAnythingBeNull(IEnumerable<IOpenApiSchema> forms)
    {
        foreach (var member in forms.SelectMany(form => form.Properties?.Values ?? []).OfType<OpenApiSchema>())
        {
            if (member.OneOf?.Any(one => one is OpenApiSchemaReference { Reference.Id: nameof(JsonElement) }) == true)
            {
                member.OneOf = null;
            }
        }
    }
}
