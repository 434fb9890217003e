using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FsxPortal.Tests.Browser;

/// <summary>Two people at two browsers: one asks, the other approves.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApprovalWalkTests : IAsyncLifetime
{
    private const string Policy = "Tier 1 hourly";

    private readonly DemoBrowser _browser = new()
    {
        Settings = ["--Portal:FourEyes:0=PolicyRemoval", "--Portal:FourEyes:1=AccountRemoval", "--Portal:FourEyes:2=RetentionCuts"],
    };

    public ValueTask InitializeAsync() => _browser.InitializeAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_policy_is_removed_once_somebody_else_has_approved_it()
    {
        await using var omar = await _browser.OpenAsync("/policies", person: "omar");
        await using var ada = await _browser.OpenAsync("/approvals", scheme: ColorScheme.Dark);
        await omar.LiveAsync();
        await ada.LiveAsync();
        await Expect(ada.Page.GetByText("Nothing waits for a second person")).ToBeVisibleAsync();

        await omar.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove {Policy}" }).ClickAsync();
        await omar.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove the policy" }).ClickAsync();
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Show the request" }).ClickAsync();
        await Expect(omar.Page.GetByText("You have asked for it yourself")).ToBeVisibleAsync();
        Assert.Empty((await omar.Page.RunAxe()).Violations);

        // Nobody touches the second browser: the request appears by itself.
        var approve = ada.Page.GetByRole(AriaRole.Button, new() { Name = "Approve: Remove the policy" });
        await Expect(approve).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("Omar Haddad asked for it")).ToBeVisibleAsync();
        Assert.Empty((await ada.Page.RunAxe()).Violations);
        await approve.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        var answer = ada.Page.GetByRole(AriaRole.Button, new() { Name = "Approve and remove the policy" });
        await Expect(answer).ToBeVisibleAsync();
        Assert.Empty((await ada.Page.RunAxe()).Violations);
        await answer.ClickAsync();

        await Expect(ada.Page.GetByText("Decided by Ada Lindqvist")).ToBeVisibleAsync();
        await Expect(omar.Page.Locator("article").GetByText("Approved")).ToBeVisibleAsync();
        await omar.Page.GotoAsync("/policies");
        await omar.LiveAsync();
        await Expect(omar.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove {Policy}" })).ToHaveCountAsync(0);
        omar.AssertClean();
        ada.AssertClean();
    }
}
