using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

public sealed class SessionApiTests : ApiTests
{
    [StoreFact]
    public async Task A_start_answers_with_its_session()
    {
        var (policy, fileSystem) = (Rows.Policy(copies: true), Rows.FileSystem("ant"));
        await Database.AddAsync(policy, fileSystem);

        var answer = await PostAsync($"/policies/{policy.Id}/start");
        var session = await JsonAsync(answer, 202);

        Assert.Equal($"/api/v1/sessions/{session["id"]}", answer.Headers.Location?.ToString());
        Assert.Equal(("Policy", "Manual", "Running"), ((string?)session["type"], (string?)session["trigger"], (string?)session["state"]));
        Assert.Equal((1, 0), ((int)session["counts"]!["total"]!, (int)session["percent"]!));
        var task = (await GetAsync($"/sessions/{session["id"]}/tasks"))["items"]![0]!;
        Assert.Equal(
            ("Pending", "Waiting", fileSystem.Id.ToString()),
            ((string?)task["state"], (string?)task["step"], (string?)task["fileSystemId"]));
        Assert.Equal(("eu-west-1", "portal-copies"), ((string?)task["copies"]![0]!["region"], (string?)task["copies"]![0]!["vault"]));
        Assert.StartsWith("Policy 'Daily' started", (string?)(await GetAsync($"/sessions/{session["id"]}/log"))["items"]![0]!["text"]);
    }

    [StoreFact]
    public async Task A_running_policy_names_the_session_that_runs()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(policy, Rows.FileSystem("ant"));
        var session = await JsonAsync(await PostAsync($"/policies/{policy.Id}/start", null, ("Idempotency-Key", "once")), 202);

        var refusal = await ProblemAsync(await PostAsync($"/policies/{policy.Id}/start"), 409);
        var again = await JsonAsync(await PostAsync($"/policies/{policy.Id}/start", null, ("Idempotency-Key", "once")), 202);

        Assert.Equal((string?)session["id"], (string?)refusal["sessionId"]);
        Assert.Equal((string?)session["id"], (string?)again["id"]);
    }

    [StoreFact]
    public async Task A_run_is_stopped_by_its_policy_or_by_itself()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(policy, Rows.FileSystem("ant"));
        await ProblemAsync(await PostAsync($"/policies/{policy.Id}/stop"), 409);
        var session = await JsonAsync(await PostAsync($"/policies/{policy.Id}/start"), 202);

        var byPolicy = await JsonAsync(await PostAsync($"/policies/{policy.Id}/stop"), 202);
        await ProblemAsync(await PostAsync($"/sessions/{session["id"]}/stop"), 400);
        var again = await JsonAsync(await PostAsync($"/policies/{policy.Id}/start"), 202);
        var byItself = await JsonAsync(await PostAsync($"/sessions/{again["id"]}/stop"), 202);

        Assert.Equal(((string?)session["id"], "Canceled"), ((string?)byPolicy["id"], (string?)byPolicy["state"]));
        Assert.Equal("Stopped by Ada.", (string?)byItself["reason"]);
        Assert.NotNull(byItself["stopRequestedAt"]);
    }

    [StoreFact]
    public async Task Sessions_are_filtered_and_paged()
    {
        var policy = Rows.Policy();
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now, SessionState.Failed),
            Rows.Session(policy, Rows.Now.AddHours(-1), SessionState.Succeeded));

        var page = await GetAsync($"/sessions?policyId={policy.Id}&limit=1");
        var failed = await GetAsync("/sessions?state=failed&type=Policy");

        Assert.NotNull((string?)page["next"]);
        Assert.Equal("Succeeded", (string?)(await GetAsync($"/sessions?limit=1&cursor={page["next"]}"))["items"]![0]!["state"]);
        Assert.Equal("Failed", (string?)Assert.Single(failed["items"]!.AsArray())!["state"]);
    }

    [StoreTheory]
    [InlineData("state=Done", "state")]
    [InlineData("state=1", "state")]
    [InlineData("state=Failed&state=Missed", "state")]
    [InlineData("policyId=7", "policyId")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=%21%21", "cursor")]
    public async Task Wrong_parameters_are_named(string query, string path)
    {
        var problem = await ProblemAsync(await SendAsync(HttpMethod.Get, $"/sessions?{query}"), 400);

        Assert.Equal(path, Assert.Single(Members(problem["errors"])));
    }

    [StoreTheory]
    [InlineData("GET", "")]
    [InlineData("GET", "/tasks")]
    [InlineData("GET", "/log")]
    [InlineData("POST", "/stop")]
    public async Task An_unknown_session_is_not_found(string method, string what) =>
        await ProblemAsync(await SendAsync(new HttpMethod(method), $"/sessions/{Rows.NewId()}{what}"), 404);

    [StoreFact]
    public async Task A_sync_runs_once_however_often_it_is_asked_for()
    {
        var first = await JsonAsync(await PostAsync("/vaults/sync"), 202);
        var second = await JsonAsync(await PostAsync("/vaults/sync", new { rebuild = false }), 202);

        Assert.Equal(("Sync", (string?)first["id"]), ((string?)second["type"], (string?)second["id"]));
        var refusal = await ProblemAsync(await PostAsync("/vaults/sync", new { rebuild = true }), 400);
        Assert.Equal("rebuild", Assert.Single(Members(refusal["errors"])));
    }
}
