using Bunit;
using FsxPortal.Auth.Demo;
using FsxPortal.Auth.Doors;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Auth;

/// <summary>What those are told who are not let in.</summary>
public sealed class SignInPageTests : PageContext
{
    [Theory]
    [InlineData(SignInPageKind.SignedOut, null, "You are signed out", "Sign in")]
    [InlineData(SignInPageKind.NoRole, "Ada", "You have no role here", "Try again")]
    [InlineData(SignInPageKind.Silent, null, "The identity provider does not answer", "Try again")]
    [InlineData(SignInPageKind.Refused, null, "You were not signed in", "Try again")]
    public void Each_says_what_happened_and_what_to_do_next(SignInPageKind kind, string? name, string title, string next)
    {
        var page = Render<SignInPage>(parameters => parameters.Add(page => page.Kind, kind).Add(page => page.Name, name));

        Assert.Equal(title, page.Find("h1").TextContent);
        Assert.Equal((next, "/"), (page.Find("a.button").TextContent, page.Find("a.button").GetAttribute("href")));
        Assert.Equal(name is not null, page.Markup.Contains("Your company knows you as Ada", StringComparison.Ordinal));
        Assert.Equal(kind == SignInPageKind.NoRole ? 1 : 0, page.FindAll("form[action='/sign-out']").Count);
        Assert.Empty(page.FindAll("script, meta[http-equiv]"));
    }

    [Fact]
    public void Whoever_leaves_is_led_on_to_the_provider()
    {
        var page = Render<SignInPage>(parameters => parameters
            .Add(page => page.Kind, SignInPageKind.Leaving).Add(page => page.OnTo, "https://login.example/end?a=1&b=\"2"));

        Assert.Equal("0;url=https://login.example/end?a=1&b=\"2", page.Find("meta[http-equiv=refresh]").GetAttribute("content"));
        Assert.Equal("https://login.example/end?a=1&b=\"2", page.Find("a.button").GetAttribute("href"));
    }

    [Fact]
    public void The_door_of_the_demo_shows_a_person_for_each_role_and_keeps_the_question()
    {
        var page = Render<DemoDoor>(parameters => parameters.Add(door => door.Question, "?client_id=fsxportal&state=a%2Bb"));

        Assert.Equal(
            ["Portal Administrator", "Portal Operator", "Restore Operator", "Read-Only"],
            page.FindAll(".people a span").Select(role => role.TextContent));
        Assert.All(page.FindAll(".people a"), person => Assert.StartsWith(
            "/idp/authorize?client_id=fsxportal&state=a%2Bb&person=", person.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("script"));
    }
}
