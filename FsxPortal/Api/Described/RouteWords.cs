using FsxPortal.Api.Http;

namespace FsxPortal.Api.Described;

/// <summary>Says of a route what it is, in words for people and in notes for programs.</summary>
internal static class RouteWords
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a route that only reads. HEAD answers like GET, without the body.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);

    /// <summary>Names a route and says what it does.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string name, string summary, string description) =>
        route.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>What the body is, with one that may be sent.</summary>
    public static RouteHandlerBuilder Sends<T>(this RouteHandlerBuilder route, string example, bool optional = false)
        where T : notnull => route.Accepts<T>(optional, "application/json").WithMetadata(new BodyExample(example));

    /// <summary>That a parameter is one of the names of <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder Chooses<T>(this RouteHandlerBuilder route, string parameter)
        where T : struct, Enum => route.WithMetadata(new ChoiceNote(parameter, typeof(T)));

    /// <summary>With which statuses the route refuses besides those that every route has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses) =>
        route.WithMetadata(new RefusalNote(statuses));

    /// <summary>What goes by headers. Where a version is demanded, a request without one is refused.</summary>
    public static RouteHandlerBuilder With(this RouteHandlerBuilder route, RouteManners manners)
    {
        route.WithMetadata(new MannersNote(manners));
        if (manners.HasFlag(RouteManners.MayHaveToWait))
        {
            route.MayHaveToWait();
        }

        return (manners & (RouteManners.DemandsVersion | RouteManners.DemandsAny)) switch
        {
            RouteManners.DemandsVersion => route.AddEndpointFilter((context, next) =>
            {
                Versions.Demand(context.HttpContext.Request);
                return next(context);
            }),
            RouteManners.DemandsAny => route.AddEndpointFilter((context, next) =>
            {
                Versions.DemandAny(context.HttpContext.Request);
                return next(context);
            }),
            _ => route,
        };
    }
}
