using System.Text.Json.Nodes;

namespace FsxPortal.Tests.Emulator.Faults;

/// <summary>Which requests a rule hits.</summary>
public sealed class FaultRuleTests : FaultTest
{
    [Fact]
    public async Task A_rule_hits_every_request_of_its_operation_and_no_other()
    {
        await SetAsync("ListBackupVaults", "throttle");

        Assert.Equal("400 ThrottlingException", (await VaultsAsync()).Refusal);
        Assert.Equal("400 ThrottlingException", (await VaultsAsync()).Refusal);
        Assert.Equal(200, (await Aws.BackupAsync("GET", "/backup-jobs")).Status);
        Assert.Equal(200, (await Aws.FsxAsync("DescribeFileSystems")).Status);
    }

    [Theory]
    [InlineData("""{ "nth": 3 }""", "001000")]
    [InlineData("""{ "nth": 2, "times": 3 }""", "011100")]
    [InlineData("""{ "times": 2 }""", "110000")]
    [InlineData("""{ "probability": 1 }""", "111111")]
    [InlineData("""{ "account": "111122223333", "region": "eu-central-1", "times": 1 }""", "100000")]
    [InlineData("""{ "account": "444455556666" }""", "000000")]
    [InlineData("""{ "region": "eu-west-1" }""", "000000")]
    public async Task It_hits_those_it_names(string rule, string hits)
    {
        await SetAsync("ListBackupVaults", "throttle", rule);

        Assert.Equal(hits, await HitsAsync(6));
    }

    [Fact]
    public async Task A_seed_draws_the_same_requests_again()
    {
        await SetAsync("*", "throttle", """{ "probability": 0.5, "seed": 7 }""");
        var first = await HitsAsync(40);
        await Emulator.ControlAsync("DELETE", "faults");
        await SetAsync("*", "throttle", """{ "probability": 0.5, "seed": 7 }""");
        var second = await HitsAsync(40);
        await Emulator.ControlAsync("DELETE", "faults");
        await SetAsync("*", "throttle", """{ "probability": 0.5, "seed": 8 }""");

        Assert.Equal(first, second);
        Assert.NotEqual(first, await HitsAsync(40));
        Assert.InRange(first.Count(hit => hit == '1'), 10, 30);
    }

    [Fact]
    public async Task The_oldest_rule_wins_and_the_next_keeps_its_hit()
    {
        await SetAsync("ListBackupVaults", "throttle", """{ "nth": 1 }""");
        await SetAsync("ListBackupVaults", "serverError", """{ "times": 1 }""");

        Assert.Equal("400 ThrottlingException", (await VaultsAsync()).Refusal);
        Assert.Equal("500 ServiceUnavailableException", (await VaultsAsync()).Refusal);
        Assert.Equal(200, (await VaultsAsync()).Status);
    }

    [Fact]
    public async Task Rules_are_listed_with_what_they_have_hit_and_taken_away()
    {
        await SetAsync("ListBackupVaults", "delay", """{ "nth": 2, "parameters": { "seconds": 0 } }""");
        await SetAsync("*", "throttle", service: "kms");
        await HitsAsync(3);

        var rules = JsonNode.Parse((await Emulator.ControlAsync("GET", "faults")).Text)!.AsArray();
        Assert.Equal(
            """{"id":1,"service":"backup","operation":"ListBackupVaults","nth":2,"action":"delay","parameters":{"seconds":0},"seen":3,"hits":1}""", rules[0]!.ToJsonString());
        Assert.Equal(204, (await Emulator.ControlAsync("DELETE", "faults/1")).Status);
        Assert.Equal(404, (await Emulator.ControlAsync("DELETE", "faults/1")).Status);
        Assert.Equal("400 ThrottlingException", (await Aws.KmsAsync("ListKeys")).Refusal);
        Assert.Equal(204, (await Emulator.ControlAsync("DELETE", "faults")).Status);
        Assert.Equal(200, (await Aws.KmsAsync("ListKeys")).Status);
    }

    [Fact]
    public async Task A_reset_takes_the_rules_away_too()
    {
        await SetAsync("*", "throttle");

        await Emulator.ControlAsync("POST", "reset");

        Assert.Equal("[]", (await Emulator.ControlAsync("GET", "faults")).Text);
    }

    [Theory]
    [InlineData("""{ "operation": "ListBackupVaults", "action": "throttle" }""", "needs a service")]
    [InlineData("""{ "service": "s3", "operation": "ListBuckets", "action": "throttle" }""", "'s3' is not a service")]
    [InlineData("""{ "service": "backup", "action": "throttle" }""", "needs an operation")]
    [InlineData("""{ "service": "backup", "operation": "*" }""", "needs an action: delay, dropBefore")]
    [InlineData("""{ "service": "backup", "operation": "*", "action": "Throttle" }""", "'Throttle' is not an action")]
    [InlineData("""{ "service": "backup", "operation": "*", "action": "throttle", "every": 3 }""", "A fault rule has no 'every'")]
    [InlineData("""{ "service": "backup", "operation": "*", "action": "throttle", "nth": 0 }""", "nth is a whole number from 1")]
    [InlineData(
        """{ "service": "backup", "operation": "*", "action": "throttle", "probability": 1.5 }""", "probability is a number above 0")]
    [InlineData("""{ "service": "backup", "operation": "*", "action": "throttle", "nth": 1, "probability": 0.5 }""", "not both")]
    [InlineData(
        """{ "service": "backup", "operation": "*", "action": "delay", "parameters": { "minutes": 3 } }""",
        "The action delay has no 'minutes'")]
    [InlineData(
        """{ "service": "backup", "operation": "*", "action": "status", "parameters": { "code": 200 } }""", "The parameter code is")]
    [InlineData("""{ "service": "backup", "operation": "*", "action": "status" }""", "needs the parameter code")]
    [InlineData("""{ "service": "backup", "operation": "StartBackupJob", "action": "staleRead" }""", "is for operations that read")]
    [InlineData(
        """{ "service": "backup", "operation": "CreateBackupVault", "action": "state", "parameters": { "state": "FAILED" } }""",
        "is for StartBackupJob")]
    public async Task What_is_no_rule_is_refused_with_a_sentence(string rule, string sentence)
    {
        var answer = await Emulator.ControlAsync("POST", "faults", JsonNode.Parse(rule)!.AsObject());

        Assert.Equal(400, answer.Status);
        Assert.Contains(sentence, (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal("[]", (await Emulator.ControlAsync("GET", "faults")).Text);
    }

    // A 1 for each request that was hit.
    private async Task<string> HitsAsync(int count)
    {
        var hits = "";
        for (var i = 0; i < count; i++)
        {
            hits += (await VaultsAsync()).Status == 200 ? '0' : '1';
        }

        return hits;
    }
}
