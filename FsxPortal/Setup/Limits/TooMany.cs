using System.Globalization;
using System.Threading.RateLimiting;

namespace FsxPortal.Setup.Limits;

/// <summary>The answer to who sends too much, with the time to wait.</summary>
internal static class TooMany
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Answers 429.</summary>
    public static Task AnswerAsync(HttpContext http, RateLimitLease lease, string what)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var said) && said > Shortest ? said : Shortest;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(
            $"{what} Wait {seconds} {(seconds == 1 ? "second" : "seconds")}, and send it again.", title: "Too many requests.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
