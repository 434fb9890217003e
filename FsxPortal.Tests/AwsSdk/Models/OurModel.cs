using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Web;
using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>What our clients know of their service, read from their types and from what they send.</summary>
internal static class OurModel
{
    public static async Task<AwsModel> ReadAsync(OurClient client, CancellationToken cancel)
    {
        var structures = new Dictionary<string, IReadOnlyDictionary<string, ModelMember>>();
        var operations = new Dictionary<string, ModelOperation>();
        foreach (var (name, method) in client.Operations)
        {
            var (input, output) = (method.GetParameters()[0].ParameterType, method.ReturnType.GetGenericArguments()[0]);
            var (verb, uri, members) = await SendAsync(client, name, cancel);
            operations[name] = new(verb, uri, input.Name, output.Name, []);
            foreach (var type in Properties(input).Concat(Properties(output)).Select(member => member.PropertyType).Append(output))
            {
                Add(structures, type);
            }

            structures[input.Name] = members;
        }

        foreach (var error in client.Errors)
        {
            Add(structures, error);
        }

        return new("our client", operations, structures, client.Enums.ToDictionary(type => type.Name, Values));
    }

    /// <summary>The members that AWS's model has too.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(member => member.DeclaringType == type && member.CanWrite);

    /// <summary>Puts a value of its own into a member, and says how it reads on the wire.</summary>
    public static string Fill(object target, PropertyInfo member)
    {
        var number = Properties(target.GetType()).ToList().IndexOf(member) + 1000;
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var (value, text) = type switch
        {
            _ when type == typeof(string) => ($"zz{member.Name}zz", $"zz{member.Name}zz"),
            _ when type == typeof(bool) => (true, "true"),
            _ when type == typeof(int) || type == typeof(long) =>
                (Convert.ChangeType(number, type, CultureInfo.InvariantCulture), $"{number}"),
            _ when type == typeof(DateTime) => (DateTime.UnixEpoch.AddYears(number), $"{number + 1970}-01-01T00:00:00Z"),
            _ when type.IsSubclassOf(typeof(ConstantClass)) =>
                (Activator.CreateInstance(type, $"zz{member.Name}zz")!, $"zz{member.Name}zz"),
            _ => (Activator.CreateInstance(type)!, ""),
        };
        member.SetValue(target, value);
        return text;
    }

    private static async Task<(string Verb, string Uri, IReadOnlyDictionary<string, ModelMember> Members)> SendAsync(
        OurClient client, string operation, CancellationToken cancel)
    {
        var (request, texts) = client.Request(operation);
        await client.CallAsync(operation, request, cancel);
        var (verb, address, body) = client.Aws.Last;
        var uri = address.AbsolutePath;
        var query = HttpUtility.ParseQueryString(address.Query);
        var sent = NamesIn(body);

        var members = new Dictionary<string, ModelMember>();
        foreach (var member in Properties(request.GetType()))
        {
            var text = texts[member.Name];
            var gap = text.Length > 0 && uri.Contains(text, StringComparison.Ordinal);
            uri = gap ? uri.Replace(text, $"{{{member.Name}}}", StringComparison.Ordinal) : uri;
            var parameter = text.Length > 0 ? query.AllKeys.SingleOrDefault(key => query[key] == text) : null;
            var place = gap ? "path" : parameter is not null ? "query" : sent.Contains(member.Name) ? "body" : "nowhere";
            members[member.Name] = new(
                TypeOf(member.PropertyType), place, parameter
                    ?? member.Name, await FillsAsync(client, operation, member.Name, place, cancel));
        }

        return (verb, uri, members);
    }

    // A member that is sent although nobody set it is a token.
    private static async Task<bool> FillsAsync(OurClient client, string operation, string member, string place, CancellationToken cancel)
    {
        if (place != "body")
        {
            return false;
        }

        await client.CallAsync(operation, client.Request(operation, without: member).Request, cancel);
        return NamesIn(client.Aws.Last.Body).Contains(member);
    }

    private static HashSet<string> NamesIn(string body)
    {
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return [.. json.RootElement.EnumerateObject().Select(member => member.Name)];
    }

    private static void Add(Dictionary<string, IReadOnlyDictionary<string, ModelMember>> structures, Type type)
    {
        var part = type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : type;
        if (part.Namespace?.EndsWith(".Model", StringComparison.Ordinal) != true || structures.ContainsKey(part.Name))
        {
            return;
        }

        structures[part.Name] = Properties(part)
            .ToDictionary(member => member.Name, member => new ModelMember(TypeOf(member.PropertyType), "body", member.Name, false));
        foreach (var member in Properties(part))
        {
            Add(structures, member.PropertyType);
        }
    }

    private static string TypeOf(Type member)
    {
        var type = Nullable.GetUnderlyingType(member) ?? member;
        return type switch
        {
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) =>
                $"list<{TypeOf(type.GetGenericArguments()[0])}>",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) =>
                $"map<{TypeOf(type.GetGenericArguments()[1])}>",
            _ when type.IsSubclassOf(typeof(ConstantClass)) => $"enum {type.Name}",
            _ when type == typeof(string) => "string",
            _ when type == typeof(int) => "integer",
            _ when type == typeof(long) => "long",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(DateTime) => "timestamp",
            _ => $"structure {type.Name}",
        };
    }

    private static IReadOnlyList<string> Values(Type constants) =>
        [.. constants.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((ConstantClass)field.GetValue(null)!).Value)];
}
