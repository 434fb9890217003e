using System.Text.Json;
using FsxPortal.Auth.Claims;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Setup.Verbs;

/// <summary>Whether the identity provider answers, and names itself as the settings do.</summary>
internal static class AuthorityCheck
{
    private const string Subject = "Identity provider";
    private const string Remedy = "Check Authentication:Authority, and the way from this machine to it.";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Asks it.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var wanted = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        if (wanted.Problem() is { } problem)
        {
            return [new Finding(Subject, FindingState.Failed, problem, Remedy)];
        }

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Longest };
        try
        {
            var document = new Uri($"{wanted.Authority.TrimEnd('/')}/.well-known/openid-configuration");
            using var said = JsonDocument.Parse(await client.GetStringAsync(document, cancel));
            var issuer = said.RootElement.TryGetProperty("issuer", out var name) ? name.GetString() : null;
            return issuer is null
                ? [new Finding(Subject, FindingState.Failed, $"{document} names no issuer.", Remedy)]
                : [new Finding(Subject, FindingState.Ok, $"It answers, as {issuer}.")];
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException
            || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return [new Finding(Subject, FindingState.Failed, $"{wanted.Authority} does not answer: {silent.Message}", Remedy)];
        }
    }
}
