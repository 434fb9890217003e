using FsxPortal.Core.Domain;
using Hangfire;
using Hangfire.Dashboard;

namespace FsxPortal.Setup;

/// <summary>Hangfire's own page of what it carries, for administrators, who look and change nothing.</summary>
public static class JobsPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/jobs";

    /// <summary>Maps it.</summary>
    public static void MapJobsPage(this IEndpointRouteBuilder routes) => routes.MapHangfireDashboard(Path, new DashboardOptions
    {
        // The default lets callers on this machine in, and behind a proxy on this machine that is everybody.
        Authorization = [new AdministratorsOnly()],
        IsReadOnlyFunc = _ => true,
        DisplayStorageConnectionString = false,
        AppPath = "/",
        DashboardTitle = "FsxPortal",
        FaviconPath = "/favicon.svg",
    });

    private sealed class AdministratorsOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) =>
            context.GetHttpContext().RequestServices.GetRequiredService<Actor>().Scope.Shows(Area.Settings);
    }
}
