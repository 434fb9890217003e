using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

public sealed class PolicyApiTests : ApiTests
{
    [StoreFact]
    public async Task A_created_policy_can_be_read_where_the_answer_says()
    {
        await RegisterAsync();

        var answer = await PostAsync("/policies", Document());
        var created = await JsonAsync(answer, 201);
        var found = await JsonAsync(await Api.Client.GetAsync(answer.Headers.Location, Cancel), 200);

        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        Assert.Equal($"/api/v1/policies/{created["id"]}", answer.Headers.Location?.ToString());
        Assert.Equal(("Daily", 1, 1), ((string?)found["name"], (int?)found["version"], (int?)found["priority"]));
        Assert.Equal("2026-03-18T18:00:00Z", (string?)found["nextRunAt"]);
        Assert.Equal("[6,18]", found["schedule"]!["daily"]!["hours"]!.ToJsonString());
    }

    [StoreFact]
    public async Task Wrong_fields_are_named_by_their_path()
    {
        await RegisterAsync();
        var wrong = Document();
        wrong["vaults"]!["eu-central-1"] = "nowhere";
        wrong["schedule"]!["daily"]!["hours"] = new JsonArray(6, 25);
        var unknown = Document();
        unknown["schedule"]!["hourly"] = 1;

        var invalid = await ProblemAsync(await PostAsync("/policies", wrong), 400);
        var misspelt = await ProblemAsync(await PostAsync("/policies", unknown), 400);

        Assert.Equal(["vaults.eu-central-1", "schedule.daily.hours[1]"], Members(invalid["errors"]));
        Assert.Equal("schedule.hourly", Assert.Single(Members(misspelt["errors"])));
        Assert.Empty((await GetAsync("/policies"))["items"]!.AsArray());
    }

    [StoreFact]
    public async Task An_answer_can_be_changed_and_sent_back_once()
    {
        var (id, policy) = await CreateAsync();
        policy["description"] = "Changed";

        var changed = await SendAsync(HttpMethod.Put, $"/policies/{id}", policy, ("If-Match", "\"1\""));
        var stale = await SendAsync(HttpMethod.Put, $"/policies/{id}", policy, ("If-Match", "\"1\""));
        var any = await SendAsync(HttpMethod.Put, $"/policies/{id}", policy, ("If-Match", "*"));

        Assert.Equal("Changed", (string?)(await JsonAsync(changed, 200))["description"]);
        Assert.Equal("\"2\"", changed.Headers.ETag?.Tag);
        await ProblemAsync(stale, 412);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
    }

    [StoreTheory]
    [InlineData("\"7\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"abc\"")]
    public async Task A_policy_is_removed_only_by_who_has_read_it(string stale)
    {
        var (id, _) = await CreateAsync();

        await ProblemAsync(await SendAsync(HttpMethod.Delete, $"/policies/{id}", null, ("If-Match", stale)), 412);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync(HttpMethod.Delete, $"/policies/{id}", null, ("If-Match", "\"1\", \"0\""))).StatusCode);
        await ProblemAsync(await SendAsync(HttpMethod.Get, $"/policies/{id}"), 404);
        await ProblemAsync(await SendAsync(HttpMethod.Delete, $"/policies/{id}"), 404);
    }

    [StoreFact]
    public async Task An_export_can_be_imported()
    {
        var (id, _) = await CreateAsync();
        var export = await GetAsync($"/policies/{id}/export");
        await SendAsync(HttpMethod.Delete, $"/policies/{id}");

        var imported = await JsonAsync(await PostAsync("/policies/import", export), 201);
        var again = await GetAsync($"/policies/{imported["id"]}/export");

        Assert.Equal(export.ToJsonString(), again.ToJsonString());
        Assert.DoesNotContain("id", Members(export));
    }

    [StoreFact]
    public async Task Validation_saves_nothing()
    {
        var (id, policy) = await CreateAsync();

        await ProblemAsync(await PostAsync("/policies/validate", policy), 400);
        Assert.True((bool)(await JsonAsync(await PostAsync($"/policies/validate?id={id}", policy), 200))["valid"]!);
        await JsonAsync(await PostAsync("/policies/validate", Document("Other")), 200);
        Assert.Single((await GetAsync("/policies"))["items"]!.AsArray());
    }

    [StoreFact]
    public async Task Policies_are_ordered_and_listed_page_by_page()
    {
        var (one, _) = await CreateAsync("One");
        var (two, _) = await JsonIdAsync("Two");

        await JsonAsync(await SendAsync(HttpMethod.Put, "/policies/order", new[] { two, one }), 200);
        var first = await GetAsync("/policies?limit=1");
        var rest = await GetAsync($"/policies?limit=1&cursor={first["next"]}");

        Assert.Equal(("Two", "One"), ((string?)first["items"]![0]!["name"], (string?)rest["items"]![0]!["name"]));
        Assert.Null(rest["next"]);
        await ProblemAsync(await SendAsync(HttpMethod.Put, "/policies/order", new[] { two }), 400);
    }

    [StoreFact]
    public async Task A_schedule_is_switched_off_and_on()
    {
        var (id, _) = await CreateAsync();

        var off = await JsonAsync(await PostAsync($"/policies/{id}/disable"), 200);
        var on = await JsonAsync(await PostAsync($"/policies/{id}/enable"), 200);

        Assert.Equal((false, true), ((bool)off["enabled"]!, (bool)on["enabled"]!));
        Assert.Null(off["nextRunAt"]);
    }

    [StoreFact]
    public async Task A_request_sent_again_with_its_key_creates_nothing_twice()
    {
        await RegisterAsync();

        var first = await JsonAsync(await PostAsync("/policies", Document(), ("Idempotency-Key", "k-1")), 201);
        var again = await JsonAsync(await PostAsync("/policies", Document(), ("Idempotency-Key", "k-1")), 201);

        Assert.Equal((string?)first["id"], (string?)again["id"]);
        await ProblemAsync(await PostAsync("/policies", Document("Other"), ("Idempotency-Key", "k-1")), 422);
        Assert.Single((await GetAsync("/policies"))["items"]!.AsArray());
    }

    [StoreFact]
    public async Task A_refused_request_may_be_corrected_under_the_same_key()
    {
        await RegisterAsync();

        await ProblemAsync(await PostAsync("/policies", new { }, ("Idempotency-Key", "k-1")), 400);
        await JsonAsync(await PostAsync("/policies", Document(), ("Idempotency-Key", "k-1")), 201);
        await ProblemAsync(await PostAsync("/policies", Document(), ("Idempotency-Key", new string('k', 256))), 400);
    }

    [StoreTheory]
    [InlineData("{", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", "application/json", 400)]
    [InlineData("{\"name\":5}", "application/json", 400)]
    [InlineData("{}", "text/plain", 415)]
    public async Task A_body_that_is_no_document_is_refused(string body, string type, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);

        await ProblemAsync(await Api.Client.PostAsync("/api/v1/policies", content, Cancel), status);
    }

    [StoreFact]
    public async Task A_body_beyond_1_MiB_is_refused() =>
        await ProblemAsync(await PostAsync("/policies", new { name = new string('x', 1024 * 1024) }), 413);

    private static JsonNode Document(string name = "Daily") => JsonNode.Parse($$"""
        {
          "name": "{{name}}", "timeZone": "UTC", "account": "{{Rows.Account}}", "regions": ["eu-central-1"],
          "selection": { "mode": "All" }, "vaults": { "eu-central-1": "portal-vault" },
          "schedule": { "daily": { "days": "Everyday", "hours": [6, 18], "retention": { "count": 14, "unit": "Days" } } }
        }
        """)!;

    private Task RegisterAsync() => Database.AddAsync(
        new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
        new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));

    private async Task<(string Id, JsonNode Policy)> CreateAsync(string name = "Daily")
    {
        await RegisterAsync();
        return await JsonIdAsync(name);
    }

    private async Task<(string Id, JsonNode Policy)> JsonIdAsync(string name)
    {
        var policy = await JsonAsync(await PostAsync("/policies", Document(name)), 201);
        return ((string)policy["id"]!, policy);
    }
}
