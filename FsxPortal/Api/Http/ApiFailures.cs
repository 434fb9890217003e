using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Queries;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace FsxPortal.Api.Http;

/// <summary>Answers every failure of an API request with problem details (RFC 9457).</summary>
internal sealed class ApiFailures(ILogger<ApiFailures> log) : IExceptionHandler
{
    private const int MostErrors = 200;
    private const string RetryAfterSeconds = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiPath.Serves(httpContext.Request.Path))
        {
            return false;
        }

        var problem = ProblemOf(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            log.LogWarning(exception, "Nothing can be changed for now");
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await TypedResults.Problem(problem).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Says more than a status where nobody else has.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var (request, problem) = (context.HttpContext.Request, context.ProblemDetails);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "There is no such address. /openapi/v1.json lists those that there are.",
            StatusCodes.Status405MethodNotAllowed => $"This address does not take {request.Method}; the header Allow names what it takes.",
            StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
            >= StatusCodes.Status500InternalServerError => "The log of the portal says more, under this trace id.",
            _ => "The request cannot be read.",
        };
    }

    private static ProblemDetails ProblemOf(Exception exception) => exception switch
    {
        InvalidInputException invalid =>
            Of(StatusCodes.Status400BadRequest, "The input is not valid.", invalid.Message,
                ("errors", Errors(invalid.Problems.Take(MostErrors))), ("errorCount", invalid.Problems.Count)),
        NotFoundException missing => Of(StatusCodes.Status404NotFound, "Not found.", missing.Message),
        NotAllowedException denied => Of(StatusCodes.Status403Forbidden, "Not allowed.", denied.Message),
        AlreadyRunningException running =>
            Of(StatusCodes.Status409Conflict, "Running already.", running.Message, ("sessionId", running.SessionId)),
        StaleVersionException stale => Of(StatusCodes.Status412PreconditionFailed, "Changed meanwhile.", stale.Message),
        ApprovalOutdatedException outdated => Of(StatusCodes.Status409Conflict, "Other restore points by now.", outdated.Message),
        ApprovalClosedException closed => Of(StatusCodes.Status409Conflict, "The request is closed.", closed.Message),
        KeyReusedException reused => Of(StatusCodes.Status422UnprocessableEntity, "The key is used up.", reused.Message),
        AuditTrailException broken => Of(StatusCodes.Status503ServiceUnavailable, "Nothing can be recorded.", broken.Message),
        RefusedRequestException refused => Of(refused.Status, "The request is refused.", refused.Message),
        BadHttpRequestException bad => Of(bad.StatusCode, "The request is not valid.", bad.Message),
        _ when DatabaseHealth.IsConflict(exception) => Of(
            StatusCodes.Status409Conflict, "Changed meanwhile.",
            "Somebody saved the same at the same moment. Read it again and repeat your change."),
        _ when DatabaseTrouble.Of(exception) is { } trouble => Of(
            StatusCodes.Status503ServiceUnavailable, "The database cannot be used.", $"Nothing was changed. {trouble}"),
        _ => Of(StatusCodes.Status500InternalServerError, "The portal made a mistake.",
            "The log of the portal says more, under this trace id."),
    };

    private static ProblemDetails Of(int status, string title, string detail, params ReadOnlySpan<(string Name, object Value)> members)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        foreach (var (name, value) in members)
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }

    private static Dictionary<string, string[]> Errors(IEnumerable<Problem> problems) =>
        problems.GroupBy(problem => problem.Path)
            .ToDictionary(group => group.Key, group => group.Select(problem => problem.Text).ToArray());
}
