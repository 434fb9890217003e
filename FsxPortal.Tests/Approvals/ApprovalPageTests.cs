using AngleSharp.Dom;
using Bunit;
using FsxPortal.Auth.Visitors;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Pages.Approvals;
using FsxPortal.Pages.Overview;
using FsxPortal.Pages.Settings;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Approvals;

/// <summary>The page of what waits for a second person.</summary>
public sealed class ApprovalPageTests : PageContext
{
    private static readonly Actor Grace = new("Grace", PortalRoles.Administrator) { Person = "grace" };

    private readonly Policy _gold = Rows.Policy("Gold");
    private readonly AwsAccount _spare = new(Rows.NewId(), "Spare", "444455556666", null, ["eu-central-1"]);
    private Actor _visitor = Some.Administrator with { Person = "ada" };

    [Fact]
    public void An_empty_page_says_what_it_is_for_and_how_it_is_switched_on()
    {
        Assert.Contains("Portal:FourEyes", Render<ApprovalList>().Find(".empty").TextContent, StringComparison.Ordinal);

        SwitchOn();

        Assert.Contains(
            "A second person is asked for the removal of policies, the removal of accounts.",
            Render<ApprovalList>().Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_sees_that_it_waits_and_may_withdraw_it()
    {
        await AskAsync();

        var page = Render<ApprovalList>();

        var card = page.FindComponent<ApprovalCard>().Find("article");
        foreach (var text in new[] { "Remove the policy", "Gold", "Ada asked for it", "Waits until", "Restore points stay" })
        {
            Assert.Contains(text, card.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(["Withdraw: Remove the policy Gold"], ButtonsOf(page));
        Assert.Contains("You have asked for it yourself", card.TextContent, StringComparison.Ordinal);
        page.Find("button[aria-label^=Withdraw]").Click();
        AssertDecided(page, "Withdrawn");
    }

    [Fact]
    public async Task Another_person_is_told_on_the_first_page_and_approves_after_a_question()
    {
        await AskAsync();
        _visitor = Grace;
        var (dialogs, page) = (Dialogs(), Render<ApprovalList>());
        Assert.Contains("One request waits for your approval", Render<Overview>().Find("[aria-labelledby=attention]").TextContent,
            StringComparison.Ordinal);

        page.Find("button[aria-label^=Approve]").Click();
        dialogs.WaitForAssertion(() => Assert.Contains(
            "It is carried out at once, in your name.", dialogs.FindComponent<ApproveDialog>().Markup, StringComparison.Ordinal));
        Button(dialogs, "Approve and remove the policy").Click();

        AssertDecided(page, "Approved");
        await using var db = Database.CreateDbContext();
        Assert.False(await db.Policies.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_which_is_shown()
    {
        await AskAsync();
        _visitor = Grace;
        var (dialogs, page) = (Dialogs(), Render<ApprovalList>());

        page.Find("button[aria-label^=Reject]").Click();
        dialogs.WaitForElement("#reject-reason");
        Button(dialogs, "Reject").Click();
        dialogs.WaitForAssertion(() => Assert.Equal(
            "Say why, so that whoever asked knows.", dialogs.FindComponent<RejectDialog>().Find("#reject-reason-problem").TextContent));
        dialogs.Find("#reject-reason").Change("Needed until May");
        Button(dialogs, "Reject").Click();

        page.WaitForAssertion(() => Assert.Equal("Needed until May", page.Find("blockquote").TextContent));
        Assert.Empty(ButtonsOf(page));
    }

    [Fact]
    public async Task Where_restore_points_would_go_the_name_is_typed()
    {
        await ChangeAsync(db =>
        {
            db.Approvals.Add(Request(FourEyes.RetentionCuts, CommandKind.ChangePolicy));
            return Task.CompletedTask;
        });
        _visitor = Grace;
        var (dialogs, page) = (Dialogs(), Render<ApprovalList>());
        Assert.Equal(
            [("keep", "14", "7")],
            page.FindComponent<DifferenceList>().FindAll(".differences > div").Select(row => (
                row.QuerySelector("dt")!.TextContent, row.QuerySelector("del")!.TextContent, row.QuerySelector("ins")!.TextContent)));

        page.Find("button[aria-label^=Approve]").Click();
        dialogs.WaitForElement("#approve-name");
        dialogs.Find("#approve-name").Change("Silver");
        Button(dialogs, "Approve and shorten").Click();

        dialogs.WaitForAssertion(() => Assert.Equal("This is another name.", dialogs.Find("#approve-name-problem").TextContent));
        await using var db = Database.CreateDbContext();
        Assert.Equal(ApprovalState.Waiting, (await db.Approvals.SingleAsync(Cancel)).State);
    }

    [Theory]
    [InlineData(PortalRoles.ReadOnly, "A Portal Administrator decides on it.")]
    [InlineData(PortalRoles.Operator, "A Portal Administrator decides on it.")]
    public async Task Who_may_not_is_told_who_may(PortalRoles role, string sentence)
    {
        await ChangeAsync(db =>
        {
            db.Approvals.Add(Request(FourEyes.AccountRemoval, CommandKind.RemoveAccount));
            return Task.CompletedTask;
        });
        _visitor = new Actor("Rob", role) { Person = "rob" };

        var page = Render<ApprovalList>();

        Assert.Empty(ButtonsOf(page));
        Assert.Contains(sentence, page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_request_has_an_address_and_follows_what_becomes_of_it()
    {
        var id = await AskAsync();
        var page = Render<ApprovalList>(p => p.Add(x => x.RequestId, id));
        Assert.Contains("Waiting", page.Find("article").TextContent, StringComparison.Ordinal);

        await Services.GetRequiredService<ApprovalCommands>().RejectAsync(Grace, id, "No", Cancel);

        page.WaitForAssertion(() => Assert.Contains("Rejected", page.Find("article").TextContent, StringComparison.Ordinal));
        var missing = Render<ApprovalList>(p => p.Add(x => x.RequestId, Rows.NewId()));
        Assert.Contains("This request does not exist", missing.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_waits_says_so_and_leads_to_the_request()
    {
        await Database.AddAsync(_spare);
        SwitchOn();
        var (dialogs, snackbars, page) = (Dialogs(), Snackbars(), Render<Accounts>());

        page.Find("button[aria-label='Remove Spare']").Click();
        dialogs.WaitForAssertion(() => Button(dialogs, "Remove the account"));
        Button(dialogs, "Remove the account").Click();

        snackbars.WaitForAssertion(() => Assert.Contains("waits for a second person", snackbars.Markup, StringComparison.Ordinal));
        Button(snackbars, "Show the request").Click();
        await using var db = Database.CreateDbContext();
        Assert.EndsWith($"/approvals/{(await db.Approvals.SingleAsync(Cancel)).Id}", Navigation.Uri, StringComparison.Ordinal);
        Assert.True(await db.Accounts.AnyAsync(Cancel));
    }

    protected override Visitor Visitor() => new SomeVisitor(_visitor);

    private static void AssertDecided(IRenderedComponent<ApprovalList> page, string state) => page.WaitForAssertion(() =>
        Assert.Contains(state, page.Find("[aria-labelledby=decided]").TextContent, StringComparison.Ordinal));

    private static IEnumerable<string?> ButtonsOf(IRenderedComponent<ApprovalList> page) =>
        page.FindAll("article button").Select(button => button.GetAttribute("aria-label"));

    private static IElement Button<T>(IRenderedComponent<T> part, string text)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        part.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private FourEyesOptions Options => Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<FourEyesOptions>>().Value;

    private void SwitchOn() => Options.Kinds = [FourEyes.PolicyRemoval, FourEyes.AccountRemoval];

    private async Task<Guid> AskAsync()
    {
        await Database.AddAsync(_gold);
        SwitchOn();
        return (await Assert.ThrowsAsync<SecondPersonException>(() =>
            Services.GetRequiredService<PolicyCommands>().RemoveAsync(_visitor, _gold.Id, null, Cancel))).RequestId;
    }

    private ApprovalRequest Request(FourEyes kind, CommandKind command) => new(
        Rows.NewId(), new Actor("Ada", PortalRoles.Administrator) { Person = "ada" }, kind, command,
        new Subject(SubjectKind.Policy, _gold.Id, "Gold") { AwsAccount = Rows.Account }, Rows.Now)
    {
        ExpiresAt = Rows.Now.AddDays(7),
        Wish = new ApprovalWish(_gold.Id, 1).Write(),
        Before = """{"keep":14}""",
        After = """{"keep":7}""",
        Effect = new ApprovalEffect(["Backups with the flag D end after 7 days instead of 14 days, also those that exist."], 3, 120, 12),
    };
}
