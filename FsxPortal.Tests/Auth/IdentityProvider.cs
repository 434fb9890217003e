using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FsxPortal.Tests.AwsSdk.Models;
using FsxPortal.Tests.Support;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Auth;

/// <summary>An identity provider of somebody else (<c>oidc-provider</c>), as a process of its own.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    private static readonly string Package = Path.Combine(JavaScriptSdk.Folder, "node_modules", "oidc-provider");

    private readonly Process _process;
    private readonly HttpClient _client;

    private IdentityProvider(Process process, string issuer) =>
        (_process, _client, Issuer) = (process, new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(issuer) }, issuer);

    /// <summary>Whether all is there that it needs.</summary>
    public static bool IsInstalled => JavaScriptSdk.Node is not null && Directory.Exists(Package);

    /// <summary>Its address.</summary>
    public string Issuer { get; }

    /// <summary>What the portal has to be told of it.</summary>
    public IReadOnlyList<string> Settings =>
    [
        $"--Authentication:Authority={Issuer}", "--Authentication:ClientId=fsxportal",
        "--Authentication:ClientSecret=secret of the portal", "--Authentication:Scopes=openid profile offline_access roles",
        "--Authentication:Roles:Administrator:0=storage-admins", "--Authentication:Roles:Operator:0=storage-operators",
        "--Authentication:Roles:RestoreOperator:0=restore", "--Authentication:Roles:ReadOnly:0=readers",
        "--Authentication:Review=00:00:03",
    ];

    /// <summary>Skips a test where something is missing.</summary>
    public static void Demand() => Programs.Demand(
        IsInstalled ? Package : null, "Node.js with the set of packages in FsxPortal.Tests/Judges (npm ci --ignore-scripts)");

    /// <summary>Starts it.</summary>
    public static async Task<IdentityProvider> StartAsync(CancellationToken cancel)
    {
        var start = new ProcessStartInfo(JavaScriptSdk.Node!, ["--no-warnings", "provider.mjs"])
        {
            WorkingDirectory = JavaScriptSdk.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new IdentityProvider(process, line);
            }
        }

        throw new InvalidOperationException("The identity provider ended.");
    }

    /// <summary>Fills in its pages in a browser that was led there from a portal, and waits until it has led back.</summary>
    public static async Task VouchAsync(IPage page, string person, string portal)
    {
        await page.FillAsync("input[name=login]", person);
        await page.FillAsync("input[name=password]", "anything");
        await page.ClickAsync("button[type=submit]");
        await page.ClickAsync("button:has-text('Continue')");
        await page.WaitForURLAsync(
            url => url.StartsWith(portal, StringComparison.Ordinal) && !url.Contains("/sign-in/", StringComparison.Ordinal));
    }

    /// <summary>Tells it where the portal is.</summary>
    /// <param name="portal">Its address.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="signed">Whether it signs also what it says of people when it is asked.</param>
    public Task RegisterAsync(string portal, CancellationToken cancel, bool signed = false) =>
        PutAsync("portal", new { Url = portal.TrimEnd('/'), Signed = signed }, cancel);

    /// <summary>Gives a person other roles; none to forget the person.</summary>
    public Task GiveAsync(string person, string[]? roles, CancellationToken cancel) =>
        PutAsync($"people/{person}", roles is null ? null : new { Roles = roles }, cancel);

    /// <summary>Has it answer nobody, or answer again.</summary>
    public Task SilenceAsync(bool on, CancellationToken cancel) => PutAsync("silence", new { On = on }, cancel);

    /// <summary>Has the next tokens about a person be lost on their way.</summary>
    public Task LoseTokensAsync(string person, CancellationToken cancel) => PutAsync("lose", new { Person = person }, cancel);

    /// <summary>A token for a program.</summary>
    public async Task<string> TokenAsync(string program, CancellationToken cancel, string resource = "urn:fsxportal")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = program,
            ["client_secret"] = program,
            ["scope"] = "all",
            ["resource"] = resource,
        });
        using var answer = await _client.PostAsync(new Uri("/token", UriKind.Relative), form, cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("access_token").GetString()!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task PutAsync(string path, object? body, CancellationToken cancel)
    {
        using var answer = await _client.PutAsJsonAsync(path, body, JsonSerializerOptions.Web, cancel);
        answer.EnsureSuccessStatusCode();
    }
}
