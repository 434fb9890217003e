using System.Text.Json.Nodes;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

/// <summary>The OpenAPI document leaves nothing undescribed.</summary>
public sealed class DescriptionTests : ApiTests
{
    private static readonly string[] OfAll = ["400", "401", "403", "429", "503", "default"];

    [StoreFact]
    public async Task Every_operation_parameter_header_body_and_refusal_is_described()
    {
        var document = await DocumentAsync();
        var (missing, names) = (new List<string>(), new HashSet<string>());
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var what = $"{method} {path}";
                missing.AddRange(Missing(what, operation!, "operationId", "summary", "description", "tags"));
                missing.AddRange(names.Add((string?)operation!["operationId"] ?? "") ? [] : [$"{what} has the name of another one"]);
                missing.AddRange(Parameters(what, operation));
                missing.AddRange(Responses(what, operation));
                missing.AddRange(operation["requestBody"] is { } body
                    ? Missing($"{what}, body", body, "description").Concat(
                        Missing($"{what}, body", body["content"]!["application/json"]!, "schema", "example"))
                    : []);
            }
        }

        Assert.Empty(missing);
    }

    [StoreFact]
    public async Task Every_form_and_every_member_is_described()
    {
        var missing = from form in (await DocumentAsync())["components"]!["schemas"]!.AsObject()
                      where form.Value!["enum"] is null
                      from gap in Missing(form.Key, form.Value, "description").Concat(
                          (form.Value["properties"]?.AsObject() ?? []).SelectMany(
                              member => Missing($"{form.Key}.{member.Key}", member.Value!, "description")))
                      select gap;

        Assert.Empty(missing);
    }

    [StoreFact]
    public async Task The_document_says_how_to_sign_in()
    {
        var document = await DocumentAsync();

        Assert.Equal("""{"bearer":[]}""", document["security"]![0]!.ToJsonString());
        Assert.Equal(
            ("http", "bearer"),
            ((string?)document["components"]!["securitySchemes"]!["bearer"]!["type"],
                (string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]));
        Assert.All(document["tags"]!.AsArray(), tag => Assert.Empty(Missing("a tag", tag!, "name", "description")));
    }

    private static IEnumerable<string> Parameters(string what, JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).SelectMany(
            parameter => Missing($"{what}, {parameter!["name"]}", parameter, "description", "schema"));

    private static IEnumerable<string> Responses(string what, JsonNode operation)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var status in OfAll.Where(status => !responses.ContainsKey(status)))
        {
            yield return $"{what} does not say {status}";
        }

        foreach (var (status, response) in responses)
        {
            var gaps = Missing($"{what}, {status}", response!, "description")
                .Concat(status[0] is '4' or '5' or 'd'
                    ? Missing($"{what}, {status}", response!["content"]!, "application/problem+json") : [])
                .Concat((response!["headers"]?.AsObject() ?? []).SelectMany(
                    header => Missing($"{what}, {status}, {header.Key}", header.Value!, "description", "schema", "example")));
            foreach (var gap in gaps)
            {
                yield return gap;
            }
        }
    }

    private static IEnumerable<string> Missing(string what, JsonNode node, params string[] members) =>
        members.Where(member => node[member] is null || $"{node[member]}".Length == 0).Select(member => $"{what} has no {member}");

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await Api.Client.GetStringAsync("/openapi/v1.json", Cancel))!;
}
