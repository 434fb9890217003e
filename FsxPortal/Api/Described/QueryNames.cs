using System.Reflection;
using System.Text.Json;
using FsxPortal.Core.Domain;

namespace FsxPortal.Api.Described;

/// <summary>Refuses parameters that a route does not know, as unknown members of a body are refused: a filter with a slip of the pen
/// would otherwise be no filter.</summary>
internal static class QueryNames
{
    /// <summary>Looks at the query of each request to a route. What a handler takes as text comes from there.</summary>
    public static EndpointFilterDelegate Guard(EndpointFilterFactoryContext route, EndpointFilterDelegate next)
    {
        string[] known = [.. route.MethodInfo.GetParameters().SelectMany(Parts)
            .Where(parameter => parameter.ParameterType == typeof(string)).Select(parameter => Named(parameter.Name!))];
        return context =>
        {
            Demand(context.HttpContext.Request.Query, known);
            return next(context);
        };
    }

    // Several parameters may come as one thing.
    private static IEnumerable<ParameterInfo> Parts(ParameterInfo parameter) => parameter.IsDefined(typeof(AsParametersAttribute))
        ? parameter.ParameterType.GetConstructors().Single().GetParameters() : [parameter];

    private static string Named(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Demand(IQueryCollection query, string[] known)
    {
        var problems = query
            .Select(sent => !known.Contains(sent.Key, StringComparer.OrdinalIgnoreCase) ? new Problem(sent.Key, Unknown(known))
                : sent.Value.Count > 1 ? new Problem(sent.Key, "The parameter is given twice.")
                : null)
            .OfType<Problem>().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }
    }

    private static string Unknown(string[] known) => known.Length == 0
        ? "There is no such parameter; this route has none."
        : $"There is no such parameter; this route has {string.Join(", ", known)}.";
}
