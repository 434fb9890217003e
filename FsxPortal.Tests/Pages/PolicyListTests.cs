using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Pages.Policies;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class PolicyListTests : PageContext
{
    [Fact]
    public void Without_a_policy_the_page_leads_to_the_first_one()
    {
        var page = Render<PolicyList>();

        Assert.NotNull(page.Find(".empty a[href='/policies/new']"));
    }

    [Fact]
    public async Task The_order_is_changed_with_buttons()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.Policy("Second", priority: 2));
        var page = Render<PolicyList>();

        page.Find("button[aria-label='Move Second up']").Click();

        page.WaitForAssertion(() =>
            Assert.Equal(["Second", "First"], page.FindAll("tbody td:nth-child(2) a").Select(link => link.TextContent)));
        Assert.Equal(["Second", "First"], (await StoredAsync()).OrderBy(policy => policy.Priority).Select(policy => policy.Name));
    }

    [Fact]
    public async Task The_new_place_is_said_and_the_focus_goes_along()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.Policy("Second", priority: 2));
        var page = Render<PolicyList>();

        page.Find("button[aria-label='Move Second up']").Click();

        page.WaitForAssertion(() => Assert.Equal("“Second” is number 1 of 2 now.", page.Find("[role=status]").TextContent));
        var ids = Assert.Single(JSInterop.Invocations["fsxPortal.focusFirst"]).Arguments;
        Assert.Equal(["Move Second up", "Move Second down"], ids.Select(id => page.Find($"[id='{id}']").GetAttribute("aria-label")));
    }

    [Fact]
    public async Task The_order_is_changed_with_the_mouse()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.Policy("Second", priority: 2), Rows.Policy("Third", priority: 3));
        var page = Render<PolicyList>();

        page.FindAll(".drag-handle")[0].DragStart();
        page.FindAll("tbody tr")[2].Drop();

        page.WaitForAssertion(() =>
            Assert.Equal(["Second", "Third", "First"], page.FindAll("tbody td:nth-child(2) a").Select(link => link.TextContent)));
        Assert.Equal(["Second", "Third", "First"], (await StoredAsync()).OrderBy(policy => policy.Priority).Select(policy => policy.Name));
    }

    [Fact]
    public async Task A_drop_of_something_else_moves_nothing()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.Policy("Second", priority: 2));
        var page = Render<PolicyList>();

        page.FindAll("tbody tr")[0].Drop();

        Assert.Equal(["First", "Second"], (await StoredAsync()).OrderBy(policy => policy.Priority).Select(policy => policy.Name));
        Assert.Empty(page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_policy_says_how_much_it_covers_and_what_is_at_risk()
    {
        var (policy, well) = (Rows.Policy("First"), Rows.FileSystem("ant"));
        await Database.AddAsync(policy, well, Rows.FileSystem("bee"), Rows.Point(well, Rows.Now.AddHours(-6), policy: policy));

        var page = Render<PolicyList>();

        Assert.Equal(["2 covered", "1 at risk"], page.FindAll(".policy-cover a").Select(link => link.TextContent));
        Assert.Equal($"/file-systems?policy={policy.Id}&state=AtRisk", page.Find(".cover-risk").GetAttribute("href"));
    }

    [Fact]
    public async Task The_last_result_leads_to_its_session()
    {
        var policy = Rows.Policy("First");
        var session = Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Warning);
        await Database.AddAsync(policy, session);

        var page = Render<PolicyList>();

        Assert.Contains("Warning", page.Find($"a[href='/sessions/{session.Id}']").TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-03-18 18:00", page.FindAll(".policy-runs")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_disables_a_policy()
    {
        await Database.AddAsync(Rows.Policy("First"));
        var page = Render<PolicyList>();

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        Assert.False(Assert.Single(await StoredAsync()).Enabled);
    }

    [Fact]
    public async Task Starting_a_policy_shows_its_session()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.FileSystem("ant"));
        var page = Render<PolicyList>();

        page.Find("button[aria-label='Start First']").Click();

        await using var db = Database.CreateDbContext();
        var session = await db.Sessions.SingleAsync(Cancel);
        Assert.EndsWith($"/sessions/{session.Id}", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("Ada", session.Actor);
    }

    [Fact]
    public async Task Starting_a_running_policy_offers_the_session_that_runs()
    {
        var policy = Rows.Policy("First");
        await Database.AddAsync(policy, Rows.FileSystem("ant"));
        var page = Render<PolicyList>();
        var snackbars = Snackbars();
        var session = Rows.Session(policy, Rows.Now.AddMinutes(-1));
        await Database.AddAsync(session);

        page.Find("button[aria-label='Start First']").Click();

        snackbars.WaitForAssertion(() =>
            Assert.Contains("The policy 'First' is running already.", snackbars.Markup, StringComparison.Ordinal));
        snackbars.FindAll("button").Single(button => button.TextContent == "Show the session").Click();
        snackbars.WaitForAssertion(() => Assert.EndsWith($"/sessions/{session.Id}", Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_in_a_message_is_text_and_never_markup()
    {
        var policy = Rows.Policy("<img src=x onerror=alert(1)>");
        await Database.AddAsync(policy);
        var page = Render<PolicyList>();
        var snackbars = Snackbars();

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        snackbars.WaitForAssertion(() => Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", snackbars.Markup, StringComparison.Ordinal));
        Assert.Empty(snackbars.FindAll("img"));
    }

    [Fact]
    public async Task Removing_names_the_policy_and_says_what_stays()
    {
        await Database.AddAsync(Rows.Policy("First"));
        var dialogs = Dialogs();
        var page = Render<PolicyList>();

        page.Find("button[aria-label='Remove First']").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Remove “First”?", dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("Each ends when it was shown to end", dialogs.Markup, StringComparison.Ordinal);
        Assert.Single(await StoredAsync());
        dialogs.FindAll("button").Single(button => button.TextContent == "Remove the policy").Click();

        page.WaitForAssertion(() => Assert.Contains("There is no policy yet.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Deletions_of_an_edit_wait_for_somebody_to_approve_them()
    {
        var policy = Rows.Policy("First");
        policy.Change(
            policy.Document with
            { Schedule = new Schedule { Daily = policy.Schedule.Daily! with { Retention = new Period(1, PeriodUnit.Days) } } },
            Rows.Now);
        await Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
        await Database.AddAsync(policy);
        var dialogs = Dialogs();
        var page = Render<PolicyList>();

        page.Find("button[aria-label='Look at what First would end sooner']").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("They can't be brought back.", dialogs.Markup, StringComparison.Ordinal));
        dialogs.FindAll("button").Single(button => button.TextContent == "Approve").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label='Look at what First would end sooner']")));
        Assert.Null(Assert.Single(await StoredAsync()).Pending);
    }

    [Fact]
    public async Task A_change_of_one_policy_renders_its_row_only()
    {
        var (first, second) = (Rows.Policy("First"), Rows.Policy("Second", priority: 2));
        await Database.AddAsync(first, second);
        var page = Render<PolicyList>();
        var renders = page.FindComponents<PolicyRow>().Select(row => row.RenderCount).ToArray();

        await ChangeAsync(async db => (await db.Policies.SingleAsync(policy => policy.Id == second.Id, Cancel)).Enable(false, Rows.Now));
        Publish(ProgressTopic.Policies);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("input[role=switch]:not([checked])")));
        Assert.Equal(
            [true, false], page.FindComponents<PolicyRow>().Select(row => row.RenderCount).Zip(renders, (now, before) => now == before));
    }

    [Fact]
    public async Task The_order_is_changed_by_naming_a_place()
    {
        await Database.AddAsync(Rows.Policy("First"), Rows.Policy("Second", priority: 2), Rows.Policy("Third", priority: 3));
        var page = Render<PolicyList>();

        await page.Find("input[aria-label='Place of Third']").ChangeAsync(new() { Value = "1" });

        page.WaitForAssertion(() => Assert.Equal(["Third", "First", "Second"], Shown(page)));
        Assert.Equal("“Third” is number 1 of 3 now.", page.Find("[role=status]").TextContent);
        Assert.Equal(["Third", "First", "Second"], (await StoredAsync()).OrderBy(policy => policy.Priority).Select(policy => policy.Name));
    }

    [Fact]
    public async Task Of_many_policies_the_first_are_sent_and_each_can_be_found_and_moved()
    {
        await ChangeAsync(db =>
        {
            db.AddRange(Enumerable.Range(1, 10_000).Select(number => Rows.Policy($"Policy {number}", number)));
            return Task.CompletedTask;
        });
        var page = Render<PolicyList>();

        Assert.InRange(page.Markup.Length, 1, 500_000);
        Assert.Equal(50, page.FindAll("tbody tr").Count);
        Assert.Equal("Policies: 10,000, the first 50 are shown", page.Find(".fleet-head p").TextContent);
        page.FindAll("button").Single(button => button.TextContent == "Load more").Click();
        page.WaitForAssertion(() => Assert.Equal(100, page.FindAll("tbody tr").Count));

        page.Find("input[type=search]").Change("Policy 9999");
        page.WaitForAssertion(() => Assert.Equal(["Policy 9999"], Shown(page)));
        Assert.Equal("9999", page.Find("input[aria-label='Place of Policy 9999']").GetAttribute("value"));
        Assert.Equal("Policies: 1 of 10,000", page.Find(".fleet-head p").TextContent);
        await page.Find("input[aria-label='Place of Policy 9999']").ChangeAsync(new() { Value = "2" });

        page.WaitForAssertion(() => Assert.Equal("2", page.Find("input[aria-label='Place of Policy 9999']").GetAttribute("value")));
        Assert.Equal(
            ["Policy 1", "Policy 9999", "Policy 2"],
            (await StoredAsync()).OrderBy(policy => policy.Priority).Take(3).Select(policy => policy.Name));
    }

    [Fact]
    public async Task The_policies_of_a_file_system_can_be_shown_alone()
    {
        var (here, abroad) = (Rows.FileSystem("ant"), Rows.FileSystem("bee", region: "us-east-1"));
        await Database.AddAsync(here, abroad, Rows.Policy("First"), Rows.Policy("Second", priority: 2));
        Navigation.NavigateTo($"/policies?fileSystem={abroad.Id}");

        var page = Render<PolicyList>();

        Assert.Contains("No policy matches.", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='/policies']"));
        Navigation.NavigateTo($"/policies?fileSystem={here.Id}");
        page.WaitForAssertion(() => Assert.Equal(["First", "Second"], Shown(page)));
    }

    private static IEnumerable<string> Shown(IRenderedComponent<PolicyList> page) =>
        page.FindAll("tbody td:nth-child(2) > a").Select(link => link.TextContent);

    private async Task<List<Policy>> StoredAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Policies.ToListAsync(Cancel);
    }
}
