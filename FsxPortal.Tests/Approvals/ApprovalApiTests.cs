using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Api;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.People;

namespace FsxPortal.Tests.Approvals;

/// <summary>Two people, or programs, at the API.</summary>
public sealed class ApprovalApiTests : ApiTests
{
    private readonly AwsAccount _spare = new(Rows.NewId(), "Spare", "444455556666", null, ["eu-central-1"]);
    private readonly Policy _daily = Rows.Policy("Daily");

    protected override IReadOnlyList<FourEyes> TwoFor => Enum.GetValues<FourEyes>();

    [StoreFact]
    public async Task What_waits_is_answered_with_where_it_waits()
    {
        await Database.AddAsync(_daily);

        var answer = await SendAsync(HttpMethod.Delete, $"/policies/{_daily.Id}");

        var request = await JsonAsync(answer, 202);
        Assert.Equal($"/api/v1/approvals/{request["id"]}", answer.Headers.Location?.ToString());
        Assert.Equal(("Waiting", "PolicyRemoval", "RemovePolicy", "Ada", "Daily"),
            ((string?)request["state"], (string?)request["kind"], (string?)request["command"], (string?)request["askedBy"],
                (string?)request["subject"]!["name"]));
        Assert.DoesNotContain("person", Members(request));
        Assert.Contains(
            "Restore points stay, and end when they were promised to.", request["effects"]!.AsArray().Select(text => (string?)text));
        Assert.Equal(200, (int)(await SendAsync(HttpMethod.Get, $"/policies/{_daily.Id}")).StatusCode);
        Assert.Equal((string?)request["id"], (string?)(await GetAsync($"/approvals/{request["id"]}"))["id"]);
        Assert.Equal((string?)request["id"], await AskAsync($"/policies/{_daily.Id}"));
    }

    [StoreFact]
    public async Task Another_person_approves_it_and_it_is_done()
    {
        await Database.AddAsync(_spare);
        var id = await AskAsync($"/accounts/{_spare.Id}");

        await ProblemAsync(await PostAsync($"/approvals/{id}/approve"), 403);
        Become("eve", "Eve", "Operator");
        await ProblemAsync(await PostAsync($"/approvals/{id}/approve"), 403);
        Become("grace", "Grace");
        var approved = await JsonAsync(await PostAsync($"/approvals/{id}/approve"), 200);

        Assert.Equal(("Approved", "Grace"), ((string?)approved["state"], (string?)approved["decidedBy"]));
        await ProblemAsync(await SendAsync(HttpMethod.Get, $"/accounts/{_spare.Id}"), 404);
        Assert.Equal("The request is closed.", (string?)(await ProblemAsync(await PostAsync($"/approvals/{id}/approve"), 409))["title"]);
    }

    [StoreFact]
    public async Task Rejected_with_a_reason_or_withdrawn_it_is_listed_so()
    {
        await Database.AddAsync(_daily, _spare);
        var (rejected, withdrawn) = (await AskAsync($"/policies/{_daily.Id}"), await AskAsync($"/accounts/{_spare.Id}"));
        await JsonAsync(await PostAsync($"/approvals/{withdrawn}/withdraw"), 200);
        Become("grace", "Grace");

        Assert.Equal(["reason"], Members((await ProblemAsync(await PostAsync($"/approvals/{rejected}/reject", new { }), 400))["errors"]));
        await JsonAsync(await PostAsync($"/approvals/{rejected}/reject", new { reason = "Not yet" }), 200);

        Assert.Equal([withdrawn, rejected], await IdsAsync(""));
        Assert.Equal([rejected], await IdsAsync("?state=Rejected"));
        Assert.Equal([withdrawn], await IdsAsync("?state=Withdrawn"));
        Assert.Empty(await IdsAsync("?state=Waiting"));
        await ProblemAsync(await SendAsync(HttpMethod.Get, "/approvals?state=Maybe"), 400);
        Assert.Equal("Not yet", (string?)(await GetAsync($"/approvals/{rejected}"))["said"]);
    }

    [StoreFact]
    public async Task A_request_that_nobody_has_noted_to_be_over_is_over()
    {
        await Database.AddAsync(_daily);
        var id = await AskAsync($"/policies/{_daily.Id}");
        Api.Time.Advance(TimeSpan.FromDays(7));
        Become("grace", "Grace");

        Assert.Equal("Expired", (string?)(await GetAsync($"/approvals/{id}"))["state"]);
        Assert.Equal([id], await IdsAsync("?state=Expired"));
        Assert.Empty(await IdsAsync("?state=Waiting"));
        await ProblemAsync(await PostAsync($"/approvals/{id}/approve"), 409);
    }

    [StoreFact]
    public async Task Pages_follow_one_another()
    {
        await Database.AddAsync(_daily, _spare);
        string[] asked = [await AskAsync($"/policies/{_daily.Id}"), await AskAsync($"/accounts/{_spare.Id}")];

        var first = await GetAsync("/approvals?limit=1");
        var second = await GetAsync($"/approvals?limit=1&cursor={first["next"]}");

        Assert.Equal([asked[1]], IdsOf(first));
        Assert.Equal([asked[0]], IdsOf(second));
        Assert.Null(second["next"]);
    }

    private async Task<string> AskAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (string)(await JsonAsync(answer, 202))["id"]!;
    }

    private void Become(string id, string name, string role = "Administrator") => Api.Client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", KnownProvider.Token(role, id, name));

    private async Task<string[]> IdsAsync(string query) => IdsOf(await GetAsync($"/approvals{query}"));

    private static string[] IdsOf(JsonNode list) => [.. list["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
