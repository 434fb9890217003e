using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FsxPortal.CommandLine;

/// <summary>What the portal has answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body as it came.</param>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    /// <summary>The body as JSON.</summary>
    /// <exception cref="CommandLineException">It is none.</exception>
    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(Text) as JsonObject ?? throw Wrong();
        }
        catch (JsonException)
        {
            throw Wrong();
        }
    }

    private CommandLineException Wrong() => new($"What answers ({(int)Status}) is not the API of FsxPortal. Check --url.");
}

/// <summary>Speaks with the API of a portal: signs in, waits where it is asked to, and says in words what goes wrong.</summary>
internal sealed class PortalConnection : IDisposable
{
    private const int MostAttempts = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Longest };
    private readonly PortalAddress _portal;
    private readonly Tokens _tokens;
    private readonly TextWriter _error;

    /// <param name="portal">Where it is.</param>
    /// <param name="error">Where it is told that one has to wait.</param>
    public PortalConnection(PortalAddress portal, TextWriter error) =>
        (_portal, _tokens, _error) = (portal, new Tokens(_http, portal), error);

    /// <summary>Sends a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">What is asked for, below the root of the API.</param>
    /// <param name="body">What is sent; nothing if none.</param>
    /// <param name="headers">What else is said.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What was answered, a refusal that is about the request itself included.</returns>
    /// <exception cref="CommandLineException">The portal does not answer, or lets the program do nothing.</exception>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? body, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        // What has no lasting effect, or has a name, may be sent again where no answer came.
        var repeatable = method == HttpMethod.Get || method == HttpMethod.Post;
        var (waited, renewed) = (TimeSpan.Zero, false);
        for (var attempt = 1; ; attempt++)
        {
            var (answer, wait, silence) = await TryAsync(method, path, body, headers, cancel);
            if (silence is not null)
            {
                if (!repeatable || attempt >= MostAttempts)
                {
                    throw new CommandLineException($"The portal at {_portal.Url} does not answer: {silence}");
                }

                wait = Pause;
            }
            else if (answer!.Status == HttpStatusCode.Unauthorized && _tokens.CanRenew && !renewed)
            {
                (renewed, wait) = (true, TimeSpan.Zero);
                _tokens.Forget();
            }
            else if (wait is null)
            {
                return Judge(answer);
            }
            else if ((waited += wait.Value) > LongestWait)
            {
                throw new CommandLineException($"The portal at {_portal.Url} is too busy: {Detail(answer)}");
            }
            else
            {
                await _error.WriteLineAsync($"The portal asks to wait {wait.Value.TotalSeconds:0} s: {Detail(answer)}");
            }

            await Task.Delay(wait.Value, TimeProvider.System, cancel);
        }
    }

    /// <summary>What a refusal says is wrong.</summary>
    public static string Detail(Answer answer)
    {
        try
        {
            return (string?)(JsonNode.Parse(answer.Text) as JsonObject)?["detail"] ?? $"it answers {(int)answer.Status}.";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return $"it answers {(int)answer.Status}.";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(Answer? Answer, TimeSpan? Wait, string? Silence)> TryAsync(
        HttpMethod method, string path, string? body, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        var root = new Uri(_portal.Url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1/");
        using var request = new HttpRequestMessage(method, new Uri(root, path));
        request.Headers.Authorization = await _tokens.GetAsync(cancel) is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await _http.SendAsync(request, cancel);
            var wait = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                ? answer.Headers.RetryAfter?.Delta : null;
            return (new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel)), wait, null);
        }
        catch (Exception silent) when (Silence.Of(silent, cancel) is { } why)
        {
            return (null, null, why);
        }
    }

    private Answer Judge(Answer answer) => (int)answer.Status switch
    {
        401 when _portal is { Token: "", TokenUrl: null } => throw new CommandLineException(
            $"The portal at {_portal.Url} wants a token: set FSXPORTAL_TOKEN, or give --token-url and --client-id."),
        401 => throw new CommandLineException(
            $"The portal at {_portal.Url} does not take the token: it has run out, or is meant for something else."),
        403 => throw new CommandLineException($"The portal at {_portal.Url} does not allow it: {Detail(answer)}"),
        >= 300 and < 400 => throw new CommandLineException(
            $"What answers at {_portal.Url} leads elsewhere ({(int)answer.Status}). Check --url."),
        429 or >= 500 => throw new CommandLineException($"The portal at {_portal.Url} cannot serve: {Detail(answer)}"),
        _ => answer,
    };
}
