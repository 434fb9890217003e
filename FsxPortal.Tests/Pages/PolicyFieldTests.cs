using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Pages.Policies;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

/// <summary>The fields of the policy editor at their limits: what is beyond them is said
/// beside the field in the words of the API, and nothing is saved.</summary>
public sealed class PolicyFieldTests : PageContext
{
    public static TheoryData<string, string, string, string> Fields => new()
    {
        { "#name", new string('n', 127), new string('n', 128), "The name has 128 characters; 127 are allowed." },
        { "#name", "n", " ", "Give the policy a name." },
        { "#description", new string('d', 255), new string('d', 256), "The description has 256 characters; 255 are allowed." },
        { "#zone", "Asia/Kathmandu", "Mars/Base", "'Mars/Base' is not a known time zone. Use an IANA name such as Europe/Berlin." },
        { "#daily-runs", "4", "5", "Runs per hour are a number from 1 to 4." },
        { "#daily-runs", "1", "0", "Runs per hour are a number from 1 to 4." },
        { "#daily-keep", "1", "0", "Retention is a number from 1 to 36500 days." },
        { "#daily-keep", "36500", "36501", "Retention is a number from 1 to 36500 days." },
        { "#retries", "0", "-1", "Retries are a number from 0 to 10." },
        { "#retries", "10", "11", "Retries are a number from 0 to 10." },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_takes_what_is_within_its_limits_and_refuses_what_is_beyond(
        string field, string good, string bad, string problem)
    {
        // Every good value is another one than is there: saving what is there changes nothing.
        var policy = Rows.Policy("Daily");
        var daily = policy.Schedule.Daily! with { RunsPerHour = 2 };
        policy.Change(policy.Document with { Retry = new Retry { Attempts = 3 }, Schedule = new Schedule { Daily = daily } }, Rows.Now);
        await Database.AddAsync(
            policy,
            new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1", "eu-west-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
        var page = Render<PolicyEditor>(p => p.Add(x => x.PolicyId, policy.Id));

        await page.Find(field).ChangeAsync(new() { Value = bad });
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(problem, page.Find($"{field}-problem").TextContent));
        Assert.Equal(2, (await StoredAsync()).Version);

        await page.Find(field).ChangeAsync(new() { Value = good });
        page.Find("form").Submit();

        page.WaitForState(() => Navigation.Uri.EndsWith("/policies", StringComparison.Ordinal) || page.FindAll(".problems").Count == 0);
        Assert.Equal(3, (await StoredAsync()).Version);
    }

    private async Task<Policy> StoredAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Policies.AsNoTracking().SingleAsync(Cancel);
    }
}
