namespace FsxPortal.Api.Described;

/// <summary>What a route asks of its caller besides parameters and a body, and what its answer has besides a body.</summary>
[Flags]
internal enum RouteManners
{
    None = 0,

    /// <summary>The caller says which version it has read: <c>If-Match</c>.</summary>
    DemandsVersion = 1,

    /// <summary>The caller says that any version is meant, since what is changed has none: <c>If-Match: *</c>.</summary>
    DemandsAny = 2,

    /// <summary>The caller may name the request, and then send it again: <c>Idempotency-Key</c>.</summary>
    TakesKey = 4,

    /// <summary>The answer names the version: <c>ETag</c>.</summary>
    GivesVersion = 8,

    /// <summary>The answer says where what it made is found: <c>Location</c>.</summary>
    GivesLocation = 16,

    /// <summary>The caller may say which version it has read: <c>If-Match</c>.</summary>
    MayNameVersion = 32,

    /// <summary>A second person may have to approve it: then the answer is the request that waits, and where it is found.</summary>
    MayHaveToWait = 64,
}

/// <summary>The manners of a route, for the description of it.</summary>
internal sealed record MannersNote(RouteManners Manners);

/// <summary>The statuses with which a route refuses besides those that every route has.</summary>
internal sealed record RefusalNote(int[] Statuses);

/// <summary>A body that may be sent as it is.</summary>
internal sealed record BodyExample(string Json);

/// <summary>A parameter that is one of some names.</summary>
internal sealed record ChoiceNote(string Parameter, Type Names);
