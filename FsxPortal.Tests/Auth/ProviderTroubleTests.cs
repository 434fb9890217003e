using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>What goes wrong between the portal and an identity provider that nobody here wrote, and whose refresh tokens are good once.
/// </summary>
public sealed class ProviderTroubleTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    // Longer than the portal goes by what the provider has said.
    private static readonly TimeSpan Review = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_requests_at_once_use_a_refresh_token_once()
    {
        var page = await portal.SignInAsync("otto", "/sessions");
        for (var review = 0; review < 3; review++)
        {
            await Task.Delay(Review, TimeProvider.System, Cancel);
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
                page.APIRequest.GetAsync($"{portal.Url}/policies", new() { MaxRedirects = 0 })));

            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        }
    }

    [Fact]
    public async Task Whose_new_tokens_were_lost_on_the_way_signs_in_anew_and_is_where_one_was()
    {
        await portal.Provider.GiveAsync("lena", ["readers"], Cancel);
        var page = await portal.SignInAsync("lena", "/sessions?state=Failed");

        // The provider takes the token that it has replaced for a stolen one, and vouches no more.
        await portal.Provider.LoseTokensAsync("lena", Cancel);
        await page.WaitForURLAsync(url => url.StartsWith(portal.Provider.Issuer, StringComparison.Ordinal));
        await page.ClickAsync("button:has-text('Continue')");

        await page.WaitForURLAsync($"{portal.Url.TrimEnd('/')}/sessions?state=Failed");
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Lena Example");
    }

    [Fact]
    public async Task A_provider_that_signs_what_it_says_of_people_is_heard()
    {
        await portal.Provider.GiveAsync("sina", ["readers"], Cancel);
        await portal.Provider.RegisterAsync(portal.Url, Cancel, signed: true);
        try
        {
            var page = await portal.SignInAsync("sina", "/sessions");
            await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Read-Only");

            await portal.Provider.GiveAsync("sina", ["storage-operators"], Cancel);

            await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Portal Operator");
        }
        finally
        {
            await portal.Provider.RegisterAsync(portal.Url, Cancel);
        }
    }

    [Fact]
    public async Task Who_signs_out_while_the_provider_is_silent_is_out_here()
    {
        await portal.Provider.GiveAsync("sven", ["readers"], Cancel);
        var page = await portal.SignInAsync("sven", "/sessions");
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "fsxportal");
        await portal.Provider.SilenceAsync(true, Cancel);
        try
        {
            await page.RunAndWaitForResponseAsync(
                () => page.ClickAsync(".portal-person button"), answer => answer.Url.EndsWith("/sign-out", StringComparison.Ordinal));
            using var client = portal.Program(null);
            client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
            using var answer = await client.GetAsync(new Uri("/sessions", UriKind.Relative), Cancel);

            Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/sign-in-trouble?why=Silent", answer.Headers.Location?.ToString());
        }
        finally
        {
            await portal.Provider.SilenceAsync(false, Cancel);
        }
    }
}
