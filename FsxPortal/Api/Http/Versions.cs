using System.Globalization;
using FsxPortal.Core.Domain;
using Microsoft.Net.Http.Headers;

namespace FsxPortal.Api.Http;

/// <summary>Keeps writers from overwriting what they have not read: ETag and If-Match.</summary>
internal static class Versions
{
    /// <summary>The tag of a numbered version.</summary>
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version the caller has read; none if any will do.</summary>
    /// <exception cref="StaleVersionException">What the caller has read is no version at all.</exception>
    public static long? Expected(HttpRequest request)
    {
        var wanted = Wanted(request);
        if (wanted is null)
        {
            return null;
        }

        // Versions only grow: of several, none but the highest can be the current one.
        long? highest = null;
        foreach (var tag in wanted)
        {
            if (long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                highest = Math.Max(highest ?? version, version);
            }
        }

        return highest ?? throw Stale();
    }

    /// <summary>Refuses a request that does not say which version it means.</summary>
    /// <exception cref="RefusedRequestException">It has no <c>If-Match</c>.</exception>
    public static void Demand(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            throw new RefusedRequestException(
                StatusCodes.Status428PreconditionRequired,
                "Send If-Match with the ETag that you have read, or If-Match: * where any version is meant.");
        }
    }

    /// <summary>Refuses a request that means a version of what has none.</summary>
    /// <exception cref="RefusedRequestException">It has no <c>If-Match</c>.</exception>
    /// <exception cref="StaleVersionException">It has one other than <c>*</c>.</exception>
    public static void DemandAny(HttpRequest request)
    {
        Demand(request);
        if (Wanted(request) is not null)
        {
            throw new StaleVersionException("This has no version of its own. Send If-Match: *.");
        }
    }

    private static List<string>? Wanted(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return null;
        }

        var tags = request.GetTypedHeaders().IfMatch;
        return tags.Contains(EntityTagHeaderValue.Any) ? null : [.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString())];
    }

    private static StaleVersionException Stale() => new("It was changed meanwhile. Read it again and repeat your change.");
}
