using Bunit;
using FsxPortal.Components.Texts;
using FsxPortal.Layout;
using FsxPortal.Layout.Search;
using FsxPortal.Pages.Errors;
using FsxPortal.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FsxPortal.Tests.Layout;

public sealed class FrameTests : PageContext
{
    public FrameTests()
    {
        RenderTree.Add<CascadingValue<ThemeChoice>>(p => p.Add(x => x.Value, new ThemeChoice(null, false)));
    }

    [Fact]
    public void The_menu_leads_to_every_place() => Assert.Equal(
        ["/", "/policies", "/sessions", "/file-systems", "/approvals", "/settings/accounts", "/audit", "/settings/api"],
        Render<NavMenu>().FindAll("nav a").Select(link => link.GetAttribute("href")));

    [Fact]
    public void The_frame_skips_to_the_content_and_names_the_time_zone()
    {
        LiveIn("Europe/Berlin");
        var frame = Frame("<p>hello</p>");

        Assert.EndsWith("#content", frame.Find("a.skip-link").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("hello", frame.Find("main#content p").TextContent);
        Assert.Contains("Europe/Berlin", frame.Find(".portal-zone").TextContent, StringComparison.Ordinal);
        Assert.Equal("Control+K", frame.Find("#portal-search").GetAttribute("aria-keyshortcuts"));
    }

    [Fact]
    public void Light_and_dark_are_switched_in_a_round()
    {
        var frame = Frame("<p>hello</p>");
        var names = new List<string>();
        for (var clicks = 0; clicks < 3; clicks++)
        {
            var button = frame.Find("button[aria-label^='Colours']");
            names.Add(button.GetAttribute("aria-label")!);
            button.Click();
        }

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(
            ["light", "dark", "system"], JSInterop.Invocations["fsxPortal.chooseTheme"].Select(call => (string?)call.Arguments[0]));
    }

    [Fact]
    public void Who_is_signed_in_is_named_and_can_sign_out()
    {
        var form = Frame("<p>hello</p>").Find("form[action='/sign-out']");

        Assert.Contains($"{Some.Administrator.Name}Portal Administrator", form.TextContent, StringComparison.Ordinal);
        Assert.NotNull(form.QuerySelector("button[type=submit]"));
    }

    [Fact]
    public void A_page_that_breaks_leaves_the_frame_standing()
    {
        var frame = Render<MainLayout>(p => p.Add(x => x.Body, _ => throw new InvalidOperationException("secret")));

        Assert.Single(frame.FindAll("main [role=alert]"));
        Assert.NotEmpty(frame.FindAll("nav a"));
        Assert.DoesNotContain("secret", frame.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_told()
    {
        Render<MudPopoverProvider>();
        var dialogs = Dialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<ShortcutDialog>("Keys"));

        dialogs.WaitForAssertion(() =>
            Assert.Equal(["Ctrl", "K", "/", "?", "Tab", "Esc"], dialogs.FindAll("kbd").Select(key => key.TextContent)));
    }

    [Fact]
    public void A_lost_connection_is_told_politely_and_can_be_tried_at_once()
    {
        var modal = Render<ReconnectModal>();

        Assert.Equal("polite", modal.Find("#components-reconnect-modal").GetAttribute("aria-live"));
        Assert.NotEmpty(modal.Find("button#portal-reconnect-now").TextContent);
    }

    [Fact]
    public void The_zone_of_the_browser_reaches_the_page()
    {
        JSInterop.Setup<string?>("fsxPortal.zone").SetResult("Asia/Tokyo");
        var routes = Render<Routes>(p => p.Add(x => x.Theme, new ThemeChoice(null, false)).Add(x => x.Zone, "Europe/Berlin"));

        routes.WaitForAssertion(() => Assert.Contains("Asia/Tokyo", routes.Find(".portal-zone").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(routes.FindComponents<TimeText>());
    }

    [Fact]
    public void An_address_without_a_page_leads_on() => Assert.Equal(
        ["/", "/policies", "/sessions", "/file-systems"], Render<NotFound>().FindAll("li a").Select(link => link.GetAttribute("href")));

    [Fact]
    public void A_failure_has_a_number_to_quote() => Assert.Single(Render<Error>().FindAll(".copyable code"));

    private IRenderedComponent<MainLayout> Frame(string body) =>
        Render<MainLayout>(p => p.Add(x => x.Body, builder => builder.AddMarkupContent(0, body)));
}
