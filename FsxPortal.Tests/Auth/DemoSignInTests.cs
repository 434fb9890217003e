using System.Net;
using FsxPortal.Tests.Browser;
using FsxPortal.Tests.Support.People;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>The demo's identity provider, as whoever tries the portal out meets it.</summary>
[Collection(BrowserTests.Name)]
public sealed class DemoSignInTests(DemoBrowser demo)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Ada Lindqvist", "Administrator", "Accounts")]
    [InlineData("Omar Haddad", "Operator", "Policies")]
    [InlineData("Rosa Jiménez", "Restore Operator", "Sessions")]
    [InlineData("Ruth Meyer", "Read-Only", "Policies")]
    public async Task One_click_leads_to_where_one_wanted_to_be_with_the_role_of_the_person(string name, string role, string place)
    {
        var page = await OpenAsync();
        await page.GotoAsync("/sessions");

        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(new Uri(demo.Url), "/sessions").ToString());
        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync(name);
        await Assertions.Expect(page.Locator(".portal-role")).ToContainTextAsync(role);
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToContainTextAsync(place);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_signs_out_may_be_somebody_else_next()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("You are signed out");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ruth" }).ClickAsync();

        await Assertions.Expect(page.Locator(".portal-person")).ToContainTextAsync("Ruth Meyer");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fsxportal-demo", HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData("fsxportal-operator", HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData("fsxportal-restore", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("fsxportal-reader", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_script_gets_a_token_of_its_role(
        string program, HttpStatusCode sees, HttpStatusCode starts, HttpStatusCode configures)
    {
        DemoBrowser.Demand();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(demo.Url) };
        client.DefaultRequestHeaders.Authorization = await DemoSignIn.HeaderAsync(client.BaseAddress, Cancel, program);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "sessions"));
        Assert.Equal(sees, await StatusAsync(client, "policies"));
        Assert.Equal(starts, await StatusAsync(client, $"policies/{Guid.Empty}/start", HttpMethod.Post));
        Assert.Equal(configures, await StatusAsync(client, $"accounts/{Guid.Empty}/check", HttpMethod.Post));
    }

    [Theory]
    [InlineData("fsxportal-demo", "guess")]
    [InlineData("nobody", "nobody")]
    [InlineData("fsxportal", "fsxportal")]
    public async Task A_script_that_is_not_known_gets_none(string program, string secret)
    {
        DemoBrowser.Demand();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(demo.Url) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = program,
            ["client_secret"] = secret,
        });

        using var answer = await client.PostAsync(new Uri("/idp/token", UriKind.Relative), form, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("redirect_uri=https%3A%2F%2Fevil.example%2Fback", "client_id=fsxportal")]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1%2Fsign-in%2Fback", "client_id=somebody")]
    public async Task People_are_sent_back_to_the_portal_alone(string back, string client)
    {
        DemoBrowser.Demand();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(demo.Url) };

        using var answer = await http.GetAsync(new Uri($"/idp/authorize?response_type=code&scope=openid&code_challenge_method=S256"
            + $"&code_challenge=0123456789012345678901234567890123456789012&{client}&{back}&person=ada", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/api/v1/{path}");
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private async Task<IPage> OpenAsync()
    {
        var context = await demo.NewContextAsync(demo.Url);
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }
}
