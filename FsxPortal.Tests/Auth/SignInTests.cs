using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>People at a real browser, before an identity provider that nobody here wrote.</summary>
public sealed class SignInTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_is_led_to_the_page_that_was_asked_for_and_named_on_it()
    {
        var page = await portal.SignInAsync("ada", "/settings/accounts?from=mail");

        Assert.Equal("/settings/accounts?from=mail", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Ada Example");
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Portal Administrator");
    }

    [Fact]
    public async Task Who_signs_out_is_out_here_and_with_the_provider()
    {
        var page = await portal.SignInAsync("otto");
        var cookies = await page.Context.CookiesAsync();
        await page.ClickAsync(".portal-person button");
        await page.ClickAsync("button:has-text('Yes')");
        await page.WaitForURLAsync("**/signed-out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");

        // What somebody has kept of the browser opens nothing any more.
        await page.Context.AddCookiesAsync(cookies.Where(cookie => cookie.Name == "fsxportal").Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = portal.Url,
        }));
        await page.GotoAsync("/policies");
        await Assertions.Expect(page.Locator("input[name=login]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_has_no_role_sees_a_page_that_says_whom_to_ask_and_gets_in_once_there_is_one()
    {
        var page = await portal.SignInAsync("nora");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You have no role here");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nora Example");

        await portal.Provider.GiveAsync("nora", ["readers"], Cancel);
        await Assertions.Expect(page.Locator(".portal-person, h1").First).ToBeVisibleAsync();
        while (await page.Locator(".portal-person").CountAsync() == 0)
        {
            await page.GotoAsync("/");
        }

        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Read-Only");
    }

    [Fact]
    public async Task Who_loses_the_role_loses_the_page_while_it_is_open()
    {
        var page = await portal.SignInAsync("rolf", "/sessions");
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Rolf Example");

        await portal.Provider.GiveAsync("rolf", [], Cancel);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You have no role here");
    }

    [Fact]
    public async Task Whom_the_provider_forgets_is_out()
    {
        await portal.Provider.GiveAsync("zoe", ["readers"], Cancel);
        var page = await portal.SignInAsync("zoe", "/sessions");
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Zoe Example");

        await portal.Provider.GiveAsync("zoe", null, Cancel);

        await page.WaitForURLAsync(url => url.StartsWith(portal.Provider.Issuer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_operator_begins_with_the_sessions_and_is_offered_nothing_else()
    {
        var page = await portal.SignInAsync("rita");

        await page.WaitForURLAsync("**/sessions");
        await Assertions.Expect(page.Locator(".portal-drawer a")).ToHaveTextAsync(["Sessions", "API"]);
        await page.GotoAsync("/policies");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your role does not show policies. Ask a Portal Administrator.");
    }

    [Fact]
    public async Task A_reader_is_offered_no_change()
    {
        await portal.Provider.GiveAsync("rudi", ["readers"], Cancel);
        var page = await portal.SignInAsync("rudi", "/policies");

        await Assertions.Expect(page.Locator(".portal-drawer a")).ToHaveTextAsync(["Overview", "Policies", "Sessions", "Approvals", "API"]);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("There is no policy yet.");
        await Assertions.Expect(page.Locator("main a[href='/policies/new'], main button")).ToHaveCountAsync(0);
        await page.GotoAsync("/policies/new");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your role shows this policy and changes nothing.");
        await Assertions.Expect(page.Locator("button[type=submit]", new() { HasText = "Save" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Administrators_look_at_Hangfires_page_and_change_nothing()
    {
        var page = await portal.SignInAsync("ada", "/sessions");
        var troubles = new List<string>();
        page.Console += (_, message) => troubles.AddRange(message.Type == "error" ? [message.Text] : []);
        foreach (var path in new[] { "/jobs", "/jobs/recurring", "/jobs/servers", "/jobs/jobs/succeeded" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.Locator("h1").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".js-jobs-list-command, .js-jobs-list-checkbox")).ToHaveCountAsync(0);
        }

        Assert.Empty(troubles);
        var answer = await page.APIRequest.PostAsync($"{portal.Url}/jobs/recurring/trigger", new() { MaxRedirects = 0 });
        Assert.InRange(answer.Status, 400, 499);
    }

    [Fact]
    public async Task Nobody_else_sees_Hangfires_page()
    {
        await portal.Provider.GiveAsync("olga", ["storage-operators"], Cancel);
        var page = await portal.SignInAsync("olga", "/sessions");

        var answer = await page.GotoAsync("/jobs");

        Assert.InRange(answer!.Status, 400, 499);
        Assert.DoesNotContain("Hangfire", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_but_to_the_portal()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync($"{portal.Url}//evil.example/login");
        await portal.VouchAsync(page, "ada");

        Assert.Equal(portal.Url.TrimEnd('/'), new Uri(page.Url).GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task While_the_provider_is_silent_whoever_is_in_stays_in()
    {
        var page = await portal.SignInAsync("otto", "/sessions");
        await portal.Provider.SilenceAsync(true, Cancel);
        try
        {
            // Each one asks, and is not answered.
            for (var asked = 0; asked < 3; asked++)
            {
                await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Cancel);
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Otto Example");
            }
        }
        finally
        {
            await portal.Provider.SilenceAsync(false, Cancel);
        }

        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Cancel);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Otto Example");
    }

    [Fact]
    public async Task Another_sites_page_signs_nobody_out()
    {
        using var client = portal.Program(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await client.SendAsync(request, Cancel);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.NotEqual(System.Net.HttpStatusCode.Found, answer.StatusCode);
    }
}
