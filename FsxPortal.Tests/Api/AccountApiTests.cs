using System.Net;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

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
}
