using System.Text.Json.Nodes;
using FsxPortal.Emulator.Services.Backup;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator.Server;

/// <summary>Finds the operation behind a method and a path.</summary>
public static class RestPaths
{
    /// <summary>The operation, and its members from path, query and body.</summary>
    /// <exception cref="AwsError">No operation answers there.</exception>
    public static (string Operation, JsonObject Members) Match(SignedRequest request)
    {
        // Some clients end list paths in a slash, others do not.
        var path = request.RawPath.TrimEnd('/').Split('/');
        foreach (var route in BackupService.Routes.Where(route => route.Method == request.Method))
        {
            if (Fit(route.Path.Split('/'), path) is { } values)
            {
                var members = Exchange.Json(request.Body);
                AddQuery(members, request.RawQuery);
                foreach (var (name, value) in values)
                {
                    members[name] = value;
                }

                return (route.Operation, members);
            }
        }

        throw new AwsError("UnknownOperationException", "Unable to determine service/operation name to be authorized", 404);
    }

    private static Dictionary<string, string>? Fit(string[] template, string[] path)
    {
        if (template.Length != path.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < path.Length; i++)
        {
            if (template[i].StartsWith('{'))
            {
                values[template[i].Trim('{', '}')] = Uri.UnescapeDataString(path[i]);
            }
            else if (template[i] != path[i])
            {
                return null;
            }
        }

        return values;
    }

    private static void AddQuery(JsonObject members, string rawQuery)
    {
        foreach (var pair in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            members[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
        }
    }
}
