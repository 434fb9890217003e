using System.Text.Json;
using System.Text.Json.Nodes;

namespace FsxPortal.CommandLine;

/// <summary>Gets tokens, and never shows one.</summary>
internal sealed class Tokens(HttpClient http, PortalAddress portal)
{
    private const int LongestReason = 60;
    private string? _token;

    /// <summary>Whether a token that is refused can be replaced by a new one.</summary>
    public bool CanRenew => portal is { Token: "", TokenUrl: not null };

    /// <summary>A token; none where nothing is said about one.</summary>
    /// <exception cref="CommandLineException">The identity provider gives none.</exception>
    public async Task<string?> GetAsync(CancellationToken cancel) =>
        portal.Token.Length > 0 ? portal.Token
        : portal.TokenUrl is { } url ? _token ??= await FetchAsync(url, cancel)
        : null;

    /// <summary>Forgets a token that was refused.</summary>
    public void Forget() => _token = null;

    private async Task<string> FetchAsync(Uri url, CancellationToken cancel)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = portal.ClientId,
            ["client_secret"] = portal.ClientSecret,
        };
        if (portal.Scope.Length > 0)
        {
            form["scope"] = portal.Scope;
        }

        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var answer = await http.PostAsync(url, content, cancel);
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel)) as JsonObject;
            return answer.IsSuccessStatusCode && (string?)said?["access_token"] is { Length: > 0 } token
                ? token
                : throw new CommandLineException(
                    $"The identity provider at {url} gives no token: {(int)answer.StatusCode} {Reason(said)}. Check client id and secret.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new CommandLineException($"{url} does not answer as an identity provider does. Check --token-url.");
        }
        catch (Exception silent) when (Silence.Of(silent, cancel) is { } why)
        {
            throw new CommandLineException($"The identity provider at {url} does not answer: {why}");
        }
    }

    // Its own word for what is wrong, and nothing that might hold a secret.
    private static string Reason(JsonObject? said) =>
        new([.. ((string?)said?["error"] ?? "").Where(letter => char.IsAsciiLetter(letter) || letter == '_').Take(LongestReason)]);
}
