using System.Net;
using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Api;

/// <summary>Lists: where a page begins, and how much of what there is an answer holds.</summary>
public sealed class ListTests : ApiTests
{
    private const int Many = 10_000;

    [StoreFact]
    public async Task A_list_goes_on_where_its_last_item_was_removed()
    {
        var policies = Enumerable.Range(1, 4).Select(number => Rows.Policy($"Policy {number}", number)).ToList();
        var accounts = Enumerable.Range(1, 4).Select(number => new AwsAccount(
            Rows.NewId(), $"Account {number}", $"00000000000{number}", null, ["eu-central-1"])).ToList();
        var vaults = Enumerable.Range(1, 4).Select(number => new Vault(
            Rows.NewId(), new VaultFacts($"{Rows.VaultArn}-{number}", $"vault-{number}", false, null, 0), Rows.Now)).ToList();
        await Database.AddAsync([.. policies, .. accounts, .. vaults]);

        foreach (var (path, last) in new (string, object)[] { ("policies", policies[1]), ("accounts", accounts[1]), ("vaults", vaults[1]) })
        {
            var first = await GetAsync($"/{path}?limit=2");
            await using (var db = Database.CreateDbContext())
            {
                db.Remove(last);
                await db.SaveChangesAsync(Cancel);
            }

            var rest = await GetAsync($"/{path}?limit=2&cursor={first["next"]}");
            Assert.Equal(["3", "4"], Names(rest).Select(name => name[^1..]));
            Assert.Null((string?)rest["next"]);
        }
    }

    [StoreFact]
    public async Task What_is_sent_of_many_policies_is_bounded_by_what_is_shown()
    {
        await AddManyAsync();

        var page = await TextAsync("/policies");
        var fileSystems = await TextAsync("/file-systems");

        Assert.InRange(page.Length, 1, 100 * 1024);
        Assert.InRange(fileSystems.Length, 1, 200 * 1024);
        var policies = JsonNode.Parse(page)!;
        Assert.Equal((50, Many), (policies["items"]!.AsArray().Count, (int)policies["total"]!));
        var first = JsonNode.Parse(fileSystems)!["items"]![0]!;
        Assert.Equal((5, Many - 1), (first["skippedBy"]!.AsArray().Count, (int)first["skippedByCount"]!));
    }

    [StoreFact]
    public async Task All_policies_that_cover_a_file_system_are_listed_by_priority()
    {
        var (abroad, ant) = (Rows.FileSystem("bee", region: "us-east-1"), Rows.FileSystem("ant"));
        await Database.AddAsync(abroad, ant, Rows.Policy("Gold"), Rows.Policy("Silver", 2), Rows.Policy("Elsewhere", 3, account: "9"));

        Assert.Equal(["Gold", "Silver"], Names(await GetAsync($"/policies?fileSystemId={ant.Id}")));
        Assert.Empty(Names(await GetAsync($"/policies?fileSystemId={abroad.Id}")));
        Assert.Empty(Names(await GetAsync($"/policies?fileSystemId={Rows.NewId()}")));
        Assert.Equal(["Silver"], Names(await GetAsync("/policies?search=SILV")));
        Assert.Equal(1, (int)(await GetAsync("/policies?search=SILV"))["total"]!);
    }

    [StoreFact]
    public async Task A_refusal_names_some_of_many_mistakes_and_counts_them()
    {
        var selectors = new JsonArray([.. Enumerable.Range(0, 1000).Select(_ => new JsonObject())]);
        var problem = await ProblemAsync(
            await PostAsync("/policies/validate", new JsonObject { ["selection"] = new JsonObject { ["include"] = selectors } }), 400);

        Assert.InRange((int)problem["errorCount"]!, 1000, 1100);
        Assert.Equal(200, Members(problem["errors"]).Count());
        Assert.Contains("more.", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [StoreTheory]
    [InlineData("/policies", 200)]
    [InlineData("/nothing", 404)]
    [InlineData("/policies?limit=0", 400)]
    public async Task Nobody_keeps_an_answer(string path, int status)
    {
        var answer = await SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    private static IEnumerable<string> Names(JsonNode page) => page["items"]!.AsArray().Select(item => (string)item!["name"]!);

    private async Task<string> TextAsync(string path) => await (await SendAsync(HttpMethod.Get, path)).Content.ReadAsStringAsync(Cancel);

    private async Task AddManyAsync()
    {
        await using var db = Database.CreateDbContext();
        db.AddRange(Enumerable.Range(1, Many).Select(number => Rows.Policy($"Policy {number}", number)));
        db.AddRange(Enumerable.Range(1, 60).Select(number => Rows.FileSystem($"share-{number}")));
        await db.SaveChangesAsync(Cancel);
    }
}
