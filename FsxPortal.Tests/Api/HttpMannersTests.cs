using System.Net;
using System.Text.Json.Nodes;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

/// <summary>What HTTP lets a client say, the API understands or refuses in words.</summary>
public sealed class HttpMannersTests : ApiTests
{
    [StoreTheory]
    [InlineData("PUT", "/policies/order")]
    [InlineData("PUT", "/policies/00000000-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/policies/00000000-0000-7000-8000-000000000001")]
    [InlineData("PUT", "/accounts/00000000-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/accounts/00000000-0000-7000-8000-000000000001")]
    [InlineData("PUT", "/restore-points/00000000-0000-7000-8000-000000000001/hold")]
    [InlineData("DELETE", "/restore-points/00000000-0000-7000-8000-000000000001/hold")]
    public async Task A_change_that_does_not_say_what_it_has_read_is_refused(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{path}");
        request.Content = method == "PUT" ? new StringContent("{}", null, "application/json") : null;

        var problem = await ProblemAsync(await Api.Client.SendAsync(request, Cancel), 428);

        Assert.Contains("If-Match", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [StoreTheory]
    [InlineData("/policies/order", "[]")]
    [InlineData("/restore-points/00000000-0000-7000-8000-000000000001/hold", "{}")]
    public async Task What_has_no_version_is_changed_with_an_asterisk_only(string path, string body) =>
        await ProblemAsync(await SendAsync(HttpMethod.Put, path, JsonNode.Parse(body), ("If-Match", "\"1\"")), 412);

    [StoreTheory]
    [InlineData("/policies?serch=x", "serch", "this route has search, fileSystemId, limit, cursor.")]
    [InlineData("/file-systems?limit=1&limit=2", "limit", "given twice")]
    [InlineData("/vaults?region=eu-central-1", "region", "this route has limit, cursor.")]
    [InlineData("/restore-points/00000000-0000-7000-8000-000000000001?limit=1", "limit", "this route has none.")]
    public async Task A_parameter_that_a_route_does_not_know_is_refused(string path, string name, string text)
    {
        var problem = await ProblemAsync(await SendAsync(HttpMethod.Get, path), 400);

        Assert.Contains(text, (string?)problem["errors"]![name]![0], StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task An_unknown_parameter_of_a_write_changes_nothing()
    {
        await ProblemAsync(await PostAsync("/vaults/sync?rebuild=false"), 400);

        Assert.Empty((await GetAsync("/sessions"))["items"]!.AsArray());
    }

    [StoreTheory]
    [InlineData("/policies")]
    [InlineData("/nothing")]
    [InlineData("/policies/00000000-0000-7000-8000-000000000009")]
    [InlineData("/policies?nonsense=1")]
    public async Task HEAD_is_answered_like_GET(string path)
    {
        using var head = await SendAsync(HttpMethod.Head, path);
        using var get = await SendAsync(HttpMethod.Get, path);

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
    }

    [StoreFact]
    public async Task HEAD_tells_the_version()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(policy);

        using var head = await SendAsync(HttpMethod.Head, $"/policies/{policy.Id}");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (head.StatusCode, head.Headers.ETag?.Tag));
    }

    [StoreTheory]
    [InlineData("GET", "/nothing")]
    [InlineData("PATCH", "/policies")]
    [InlineData("GET", "/policies/not-a-uuid")]
    [InlineData("POST", "/policies")]
    public async Task Every_refusal_says_more_than_a_status(string method, string path)
    {
        using var answer = await SendAsync(new HttpMethod(method), path);

        var problem = await ProblemAsync(answer, (int)answer.StatusCode);
        Assert.True(((string?)problem["detail"])?.Length > 10, $"{problem}");
    }
}
