using System.Security.Authentication;

namespace FsxPortal.CommandLine;

/// <summary>Why nobody answers, in words.</summary>
internal static class Silence
{
    /// <summary>The reason; none if the failure is another one.</summary>
    public static string? Of(Exception failure, CancellationToken cancel) => failure switch
    {
        HttpRequestException { InnerException: AuthenticationException untrusted } =>
            $"its certificate is not trusted. {untrusted.Message}",
        HttpRequestException or IOException => failure.Message,
        OperationCanceledException when !cancel.IsCancellationRequested => "it took too long.",
        _ => null,
    };
}
