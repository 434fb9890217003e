using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Setup.Limits;
using FsxPortal.Tests.Api.Programs;
using FsxPortal.Tests.Queries;

namespace FsxPortal.Tests.CommandLine;

/// <summary>What the command line says where something is wrong: a sentence, an exit code, and never a secret.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Secret = "very-secret-text";
    private readonly PortalCommand _command = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("https", "plan", "http://portal.example")]
    [InlineData("not a URL", "plan", "file:///tmp")]
    [InlineData("needs the digest of a plan", "apply", "https://portal.example")]
    [InlineData("is not an option of this command", "plan", "https://portal.example", "--force")]
    [InlineData("needs a value", "plan", "https://portal.example", "--scope")]
    [InlineData("not both", "apply", "https://portal.example", "--yes", "--plan", "x")]
    [InlineData("--client-id", "plan", "https://portal.example", "--token-url", "https://login.example/token")]
    [InlineData("Without https", "plan", "https://portal.example", "--token-url", "http://login.example/token")]
    [InlineData("no .json file", "plan", "http://127.0.0.1:1")]
    public async Task A_wrong_command_is_told_so(string text, string verb, string url, params string[] more)
    {
        var (code, output, error) = await _command.RunAsync(verb, new Uri(url), more);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_that_is_wrong_is_named_with_the_place()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        _command.Environment["FSXPORTAL_TOKEN"] = host.Admin;
        _command.Write("broken.json", "{ \"name\": ");
        _command.Write("member.json", """{ "name": "A", "colour": "red" }""");
        _command.Write("nameless.json", "{}");
        _command.Write("one.json", Rows.Policy("Twin").Document);
        _command.Write("two.json", Rows.Policy("Twin").Document);

        var (code, _, error) = await _command.RunAsync("plan", host.Url);

        Assert.Equal(1, code);
        Assert.Contains("broken.json: name: This is not valid JSON", error, StringComparison.Ordinal);
        Assert.Contains("member.json: colour: A policy document has no such field.", error, StringComparison.Ordinal);
        Assert.Contains("nameless.json: name: The policy has no name.", error, StringComparison.Ordinal);
        Assert.Contains("two.json: name:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_portal_refuses_is_told_in_its_own_words_and_nothing_is_done()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        _command.Environment["FSXPORTAL_TOKEN"] = host.Admin;
        _command.Write("a.json", Rows.Policy("A").Document);

        var (code, output, error) = await _command.RunAsync("apply", host.Url, "--yes");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("a.json: account: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_missing_refused_or_allows_nothing_is_told_and_not_shown()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        _command.Write("a.json", Rows.Policy("A").Document);

        var missing = await _command.RunAsync("plan", host.Url);
        _command.Environment["FSXPORTAL_TOKEN"] = Secret;
        var refused = await _command.RunAsync("plan", host.Url);
        _command.Environment["FSXPORTAL_TOKEN"] = host.Issuer.Token(TokenIssuer.Nobody);
        var useless = await _command.RunAsync("plan", host.Url);

        Assert.Equal((1, 1, 1), (missing.Code, refused.Code, useless.Code));
        Assert.Contains("wants a token: set FSXPORTAL_TOKEN", missing.Error, StringComparison.Ordinal);
        Assert.Contains("does not take the token", refused.Error, StringComparison.Ordinal);
        Assert.Contains("does not allow it", useless.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.Error + refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_credentials_give_a_token_and_wrong_ones_are_told()
    {
        await using var host = await ProgramHost.StartAsync(Cancel);
        await host.Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
        _command.Write("a.json", Rows.Policy("A").Document);
        string[] signIn = ["--token-url", host.Issuer.TokenUrl.ToString(), "--client-id", TokenIssuer.Admin];

        _command.Environment["FSXPORTAL_CLIENT_SECRET"] = TokenIssuer.Admin;
        var right = await _command.RunAsync("plan", host.Url, signIn);
        _command.Environment["FSXPORTAL_CLIENT_SECRET"] = Secret;
        var wrong = await _command.RunAsync("plan", host.Url, signIn);

        Assert.Equal((2, ""), (right.Code, right.Error));
        Assert.Equal(1, wrong.Code);
        Assert.Contains("gives no token: 401 invalid_client.", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong.Error + wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_that_asks_to_wait_is_waited_for()
    {
        await using var host = await ProgramHost.StartAsync(
            Cancel, ($"{LimitOptions.Section}:Burst", "1"), ($"{LimitOptions.Section}:PerSecond", "1"));
        _command.Environment["FSXPORTAL_TOKEN"] = host.Admin;
        await host.Database.AddAsync(new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
        foreach (var name in new[] { "A", "B", "C" })
        {
            _command.Write($"{name}.json", Rows.Policy(name).Document);
        }

        var (code, output, error) = await _command.RunAsync("plan", host.Url);

        Assert.Equal(2, code);
        Assert.Contains("3 to create", output, StringComparison.Ordinal);
        Assert.Contains("The portal asks to wait 1 s", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "does not answer")]
    [InlineData("http://localhost:1", "does not answer")]
    public async Task Nobody_who_answers_is_told_so(string url, string text)
    {
        _command.Write("a.json", Rows.Policy("A").Document);

        var (code, _, error) = await _command.RunAsync("plan", new Uri(url));

        Assert.Equal(1, code);
        Assert.Contains(text, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_that_answers_is_told_so()
    {
        await using var issuer = await TokenIssuer.StartAsync(Cancel);
        _command.Write("a.json", Rows.Policy("A").Document);

        var (code, _, error) = await _command.RunAsync("plan", new Uri(issuer.Url));

        Assert.Equal(1, code);
        Assert.Contains("Check --url.", error, StringComparison.Ordinal);
    }
}
