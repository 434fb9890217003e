using System.Text;
using System.Text.Json.Nodes;
using FsxPortal.Tests.Domain.Policies;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Api;

/// <summary>The API refuses every wrong field of a document in the words of the rules, and saves nothing.</summary>
public sealed class PolicyFieldTests : ApiTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Validation", MemberType = typeof(Golden))]
    public async Task The_API_says_what_the_golden_file_says(string file)
    {
        await Database.AddAsync(
            [.. Some.Surroundings.Accounts, .. Some.Surroundings.Vaults, Some.Policy(Some.Document with { Name = "Nightly" }, id: 9)]);
        var answers = new List<(string Input, string Answer)>();
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "FsxPortal.Tests", "Golden", file), Cancel);
        Golden.Answer(text, input =>
        {
            answers.Add((input, ""));
            return [];
        });

        foreach (var (input, _) in answers)
        {
            var expected = Lines(text, input);
            using var content = new StringContent(ValidationScript.Document(input), Encoding.UTF8, "application/json");
            var answer = await Api.Client.PostAsync("/api/v1/policies", content, Cancel);
            if (expected is ["valid"])
            {
                await RemoveAsync(await JsonAsync(answer, 201));
                continue;
            }

            var errors = (await ProblemAsync(answer, 400))["errors"]!.AsObject();
            Assert.Equal(
                expected.Order(), errors.SelectMany(error => error.Value!.AsArray().Select(said => $"{error.Key}: {said}")).Order());
        }

        await using var db = Database.CreateDbContext();
        Assert.Equal("Nightly", (await db.Policies.SingleAsync(Cancel)).Name);
    }

    // The answers of one input as they stand in the golden file.
    private static List<string> Lines(string text, string input)
    {
        var answers = new List<string>();
        var isOurs = false;
        foreach (var line in text.Split('\n').Where(line => line.Contains(" -> ", StringComparison.Ordinal)))
        {
            var (said, answer) = (line.Split(" -> ", 2)[0].TrimEnd(), line.Split(" -> ", 2)[1]);
            isOurs = said.Length == 0 ? isOurs : said == input;
            if (isOurs)
            {
                answers.Add(answer);
            }
        }

        return answers;
    }

    private async Task RemoveAsync(JsonNode policy) =>
        Assert.Equal(204, (int)(await SendAsync(HttpMethod.Delete, $"/policies/{policy["id"]}")).StatusCode);
}
