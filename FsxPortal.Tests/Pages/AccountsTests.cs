using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Pages.Settings;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class AccountsTests : PageContext
{
    [Fact]
    public async Task An_account_is_registered_in_the_words_of_the_API()
    {
        var dialogs = Dialogs();
        var page = Render<Accounts>();
        Assert.Contains("No AWS account is registered yet.", page.Markup, StringComparison.Ordinal);

        page.FindAll("button").Single(button => button.TextContent == "Register an account").Click();
        dialogs.WaitForElement("#account-name");
        dialogs.Find("#account-name").Change("Archive");
        dialogs.Find("#account-number").Change("12");
        dialogs.Find("#account-regions").Change("eu-central-1, nowhere");
        dialogs.FindAll("button").Single(button => button.TextContent == "Save").Click();
        dialogs.WaitForAssertion(() =>
            Assert.Equal("An AWS account id has twelve digits.", dialogs.Find("#account-number-problem").TextContent));
        Assert.Equal("'nowhere' is not a Region such as eu-central-1.", dialogs.Find("#account-regions-problem").TextContent);

        dialogs.Find("#account-number").Change("444455556666");
        dialogs.Find("#account-regions").Change("eu-central-1 eu-west-1");
        dialogs.FindAll("button").Single(button => button.TextContent == "Save").Click();

        page.WaitForAssertion(() => Assert.Contains("444455556666", page.Markup, StringComparison.Ordinal));
        await using var db = Database.CreateDbContext();
        Assert.Equal(["eu-central-1", "eu-west-1"], (await db.Accounts.SingleAsync(Cancel)).Regions);
    }

    [Fact]
    public async Task An_account_that_a_policy_protects_stays_and_the_reason_is_said()
    {
        await Database.AddAsync(new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1"]), Rows.Policy("Gold"));
        var (dialogs, snackbars) = (Dialogs(), Snackbars());
        var page = Render<Accounts>();

        page.Find("button[aria-label='Remove Production']").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Remove “Production”?", dialogs.Markup, StringComparison.Ordinal));
        dialogs.FindAll("button").Single(button => button.TextContent == "Remove the account").Click();

        snackbars.WaitForAssertion(() =>
            Assert.Contains(
                "The policy 'Gold' protects this account.", System.Net.WebUtility.HtmlDecode(snackbars.Markup), StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("button[aria-label='Remove Production']"));
    }

    [Fact]
    public async Task A_check_says_what_is_wrong_and_what_to_do()
    {
        await Database.AddAsync(new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1"]));
        var page = Render<Accounts>();

        page.Find("button[aria-label='Check Production']").Click();

        page.WaitForAssertion(() => Assert.Contains("Checked: 1. To be put right: 1.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("AWS could not be reached", page.Find(".findings li").TextContent, StringComparison.Ordinal);
        Assert.Contains("Check the network", page.Find(".findings li .muted").TextContent, StringComparison.Ordinal);
    }
}
