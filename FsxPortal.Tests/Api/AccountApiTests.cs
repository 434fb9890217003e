using System.Net;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Api;

public sealed class AccountApiTests : ApiTests
{
    [StoreFact]
    public async Task An_account_is_registered_changed_and_removed()
    {
        var created = await PostAsync("/accounts", new { name = "Main", awsAccount = Rows.Account, regions = new[] { "eu-central-1" } });
        var id = (string)(await JsonAsync(created, 201))["id"]!;
        var read = created.Headers.ETag!.Tag;

        var changed = await SendAsync(
            HttpMethod.Put, $"/accounts/{id}", new { name = "Prod", regions = new[] { "eu-west-1" } }, ("If-Match", read));
        await ProblemAsync(await SendAsync(HttpMethod.Delete, $"/accounts/{id}", null, ("If-Match", read)), 412);

        Assert.Equal($"/api/v1/accounts/{id}", created.Headers.Location?.ToString());
        Assert.Equal("Prod", (string?)(await JsonAsync(changed, 200))["name"]);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/accounts/{id}")).StatusCode);
        await ProblemAsync(await SendAsync(HttpMethod.Get, $"/accounts/{id}"), 404);
    }

    [StoreFact]
    public async Task Every_wrong_field_is_named()
    {
        var problem = await ProblemAsync(await PostAsync("/accounts", new { awsAccount = "12", regions = new[] { "Mars" } }), 400);
        var unknown = await ProblemAsync(await PostAsync("/accounts", new { colour = "red" }), 400);
        var mistyped = await ProblemAsync(await PostAsync("/accounts", new { regions = "eu-central-1" }), 400);

        Assert.Equal(["name", "awsAccount", "regions[0]"], Members(problem["errors"]));
        Assert.Equal(["colour"], Members(unknown["errors"]));
        Assert.Equal(["regions"], Members(mistyped["errors"]));
    }

    [StoreFact]
    public async Task The_number_of_an_account_stays()
    {
        var id = (string)(
            await JsonAsync(
                await PostAsync("/accounts", new { name = "Main", awsAccount = Rows.Account, regions = new[] { "eu-central-1" } }),
                201))["id"]!;

        var other = new { name = "Main", awsAccount = "999999999999", regions = new[] { "eu-central-1" } };
        Assert.Equal(
            ["awsAccount"], Members((await ProblemAsync(await SendAsync(HttpMethod.Put, $"/accounts/{id}", other), 400))["errors"]));
    }

    [StoreFact]
    public async Task Where_AWS_cannot_be_asked_the_account_carries_a_mark()
    {
        var created = await JsonAsync(await PostAsync("/accounts", Shape()), 201);

        Assert.Equal(("Unconfirmed", 1), ((string?)created["credentialState"], (int?)created["version"]));
        Assert.Contains("The next synchronisation asks again.", (string?)created["trouble"], StringComparison.Ordinal);
        var back = await SendAsync(HttpMethod.Put, $"/accounts/{created["id"]}", created, ("If-Match", "\"1\""));
        Assert.Equal(1, (int?)(await JsonAsync(back, 200))["version"]);
    }

    [StoreFact]
    public async Task Of_many_who_have_read_the_same_account_one_changes_it()
    {
        var created = await PostAsync("/accounts", Shape());
        var id = (string)(await JsonAsync(created, 201))["id"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => SendAsync(
            HttpMethod.Put, $"/accounts/{id}", new { name = $"Name {number}", regions = new[] { "eu-central-1" } },
            ("If-Match", created.Headers.ETag!.Tag)))));

        Assert.Equal(29, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal((string?)(await JsonAsync(winner, 200))["name"], (string?)(await GetAsync($"/accounts/{id}"))["name"]);
    }

    [StoreFact]
    public async Task Of_many_who_remove_an_account_one_has_removed_it()
    {
        var id = (string)(await JsonAsync(await PostAsync("/accounts", Shape()), 201))["id"]!;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => Task.Run(() => SendAsync(HttpMethod.Delete, $"/accounts/{id}"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(29, answers.Count(answer => answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed));
    }

    [StoreFact]
    public async Task Of_many_who_register_the_same_account_one_has_registered_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostAsync("/accounts", Shape()))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
    }

    [StoreFact]
    public async Task No_policy_is_saved_for_an_account_that_is_removed_in_the_same_moment()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = (string)(await JsonAsync(await PostAsync("/accounts", Shape()), 201))["id"]!;
            if (round == 0)
            {
                await Database.AddAsync(
                    new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
            }

            var both = await Task.WhenAll(
                Task.Run(() => PostAsync("/policies", JsonNode.Parse(PolicyJson.Write(Rows.Policy($"Policy {round}").Document)))),
                Task.Run(() => SendAsync(HttpMethod.Delete, $"/accounts/{id}")));

            Assert.All(both, answer => Assert.InRange((int)answer.StatusCode, 200, 412));
            await using var db = Database.CreateDbContext();
            var isThere = await db.Accounts.AnyAsync(Cancel);
            Assert.Equal(isThere ? 1 : 0, await db.Policies.CountAsync(Cancel));
            await db.Policies.ExecuteDeleteAsync(Cancel);
            await db.Accounts.ExecuteDeleteAsync(Cancel);
        }
    }

    [StoreFact]
    public async Task A_Region_that_policies_use_stays()
    {
        var main = new { name = "Main", awsAccount = Rows.Account, regions = new[] { "eu-central-1", "eu-west-1", "us-east-1" } };
        var id = (string)(await JsonAsync(await PostAsync("/accounts", main), 201))["id"]!;
        await Database.AddAsync(Rows.Policy("Gold", copies: true));

        async Task<JsonNode> LeaveAsync(params string[] regions) =>
            await ProblemAsync(await SendAsync(HttpMethod.Put, $"/accounts/{id}", new { name = "Main", regions }), 400);

        Assert.Equal(
            "The policy 'Gold' uses the Region eu-central-1. Change or remove the policy first.",
            (string?)(await LeaveAsync("eu-west-1"))["errors"]!["regions"]![0]);
        Assert.Contains("eu-west-1", (string?)(await LeaveAsync("eu-central-1"))["errors"]!["regions"]![0], StringComparison.Ordinal);
        var left = await SendAsync(
            HttpMethod.Put, $"/accounts/{id}", new { name = "Main", regions = new[] { "eu-central-1", "eu-west-1" } });
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
    }

    [StoreFact]
    public async Task What_cannot_be_kept_is_refused_with_its_place()
    {
        async Task<string> PathAsync(object body) =>
            Assert.Single(Members((await ProblemAsync(await PostAsync("/accounts", body), 400))["errors"]));

        Assert.Equal("name", await PathAsync(new { name = "a\0b", awsAccount = Rows.Account, regions = new[] { "eu-central-1" } }));
        Assert.Equal("awsAccount", await PathAsync(new { name = "a", awsAccount = "11112222333\0", regions = new[] { "eu-central-1" } }));
        Assert.Equal("regions[0]", await PathAsync(new { name = "a", awsAccount = Rows.Account, regions = new[] { "eu-central-1\0" } }));
        Assert.Equal(
            "roleArn", await PathAsync(
                new { name = "a", awsAccount = Rows.Account, roleArn = "\0", regions = new[] { "eu-central-1" } }));
    }

    [StoreTheory]
    [InlineData("/file-systems?search=a%00b", "search")]
    [InlineData("/file-systems?region=%00", "region")]
    [InlineData("/file-systems?cursor=MDAwMDAwMDAwMDAwNzAwMDgwMDAwMDAwMDAwMDAwMDEA", "cursor")]
    [InlineData("/sessions?cursor=MDAwMDAwMDAwMDAwNzAwMDgwMDAwMDAwMDAwMDAwMDEA", "cursor")]
    [InlineData("/accounts?cursor=%00", "cursor")]
    public async Task What_cannot_be_looked_for_is_refused_with_its_place(string path, string place) =>
        Assert.Equal(
            place, Assert.Single(Members((await ProblemAsync(await SendAsync(HttpMethod.Get, path), 400))["errors"])));

    private static object Shape() => new { name = "Main", awsAccount = Rows.Account, regions = new[] { "eu-central-1" } };
}
