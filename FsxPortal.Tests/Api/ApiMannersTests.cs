using System.Net;
using System.Text.Json.Nodes;
using FsxPortal.Core;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Api;

public sealed class ApiMannersTests : ApiTests
{
    [StoreTheory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/policies/not-a-uuid", 404)]
    [InlineData("PATCH", "/policies", 405)]
    [InlineData("DELETE", "/vaults", 405)]
    public async Task What_does_not_exist_is_answered_with_problem_details(string method, string path, int status) =>
        await ProblemAsync(await SendAsync(new HttpMethod(method), path), status);

    [StoreTheory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Pages_of_other_sites_may_not_write(string header, string value)
    {
        await ProblemAsync(await PostAsync("/vaults/sync", null, (header, value)), 403);

        Assert.Empty((await GetAsync("/sessions"))["items"]!.AsArray());
    }

    [StoreTheory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "http://localhost")]
    public async Task The_portals_own_pages_may_write(string header, string value) =>
        await JsonAsync(await PostAsync("/vaults/sync", null, (header, value)), 202);

    [StoreFact]
    public async Task The_OpenAPI_document_lists_the_routes_of_the_API_only()
    {
        var document = JsonNode.Parse(await Api.Client.GetStringAsync("/openapi/v1.json", Cancel))!;
        var paths = Members(document["paths"]).ToList();

        Assert.All(paths, path => Assert.StartsWith("/api/v1/", path));
        Assert.Superset(
            new HashSet<string>
            {
                "/api/v1/accounts", "/api/v1/accounts/{id}", "/api/v1/accounts/{id}/check", "/api/v1/policies", "/api/v1/policies/{id}",
                    "/api/v1/policies/{id}/start",
                "/api/v1/policies/{id}/stop", "/api/v1/policies/{id}/enable", "/api/v1/policies/{id}/disable", "/api/v1/policies/order",
                "/api/v1/policies/{id}/export", "/api/v1/policies/import", "/api/v1/policies/validate", "/api/v1/file-systems",
                "/api/v1/file-systems/{id}", "/api/v1/file-systems/{id}/chains", "/api/v1/restore-points", "/api/v1/restore-points/{id}",
                    "/api/v1/restore-points/{id}/hold", "/api/v1/policies/{id}/approve-deletions",
                "/api/v1/sessions", "/api/v1/sessions/{id}", "/api/v1/sessions/{id}/tasks", "/api/v1/sessions/{id}/log",
                "/api/v1/sessions/{id}/stop", "/api/v1/vaults", "/api/v1/vaults/sync",
            },
            paths.ToHashSet());
    }

    [StoreFact]
    public async Task The_OpenAPI_document_tells_types_and_refusals()
    {
        var document = JsonNode.Parse(await Api.Client.GetStringAsync("/openapi/v1.json", Cancel))!;
        var session = document["components"]!["schemas"]!["SessionView"]!["properties"]!;

        Assert.Equal(("string", "integer"), ((string?)session["slot"]!["type"], (string?)session["percent"]!["type"]));
        Assert.Equal("""["null","string"]""", session["endedAt"]!["type"]!.ToJsonString());
        Assert.Contains(
            "application/problem+json", Members(document["paths"]!["/api/v1/sessions"]!["get"]!["responses"]!["default"]!["content"]));
    }

    [StoreFact]
    public async Task A_portal_with_its_database_is_live_and_ready()
    {
        Assert.Equal("Healthy", (string?)JsonNode.Parse(await Api.Client.GetStringAsync("/health/live", Cancel))!["status"]);
        Assert.Equal("Healthy", (string?)JsonNode.Parse(await Api.Client.GetStringAsync("/health/ready", Cancel))!["status"]);
    }

    [StoreTheory]
    [InlineData(3, "The clock of this machine is 3 minutes ahead of that of AWS. Set it right.")]
    [InlineData(180, "3 hours ahead of that of AWS. Set it right. Nothing is planned by the schedules until then.")]
    public async Task A_clock_that_differs_degrades_the_portal_which_serves_on(int minutes, string reason)
    {
        Api.Watch.Note(OtherClock.Aws, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(minutes));

        var ready = await JsonAsync(await Api.Client.GetAsync("/health/ready", Cancel), 200);

        Assert.Equal("Degraded", (string?)ready["status"]);
        Assert.EndsWith(reason, (string?)ready["reasons"]![0], StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Without_its_database_the_portal_says_so_and_when_to_come_back()
    {
        await using var cutOff = await ApiFixture.StartAsync(new NoDatabase());

        var ready = await cutOff.Client.GetAsync("/health/ready", Cancel);
        var answer = await cutOff.Client.GetAsync("/api/v1/sessions", Cancel);

        Assert.Equal(HttpStatusCode.OK, (await cutOff.Client.GetAsync("/health/live", Cancel)).StatusCode);
        Assert.Contains("database", (string?)(await JsonAsync(ready, 503))["reasons"]![0], StringComparison.Ordinal);
        await ProblemAsync(answer, 503);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private sealed class NoDatabase : IDbContextFactory<PortalDb>
    {
        public PortalDb CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<SqlitePortalDb>();
            options.UseSqliteFile(SqliteDatabase.ConnectionString($"/nowhere/{Rows.NewId()}/portal.db"));
            return new SqlitePortalDb(options.Options);
        }
    }
}
