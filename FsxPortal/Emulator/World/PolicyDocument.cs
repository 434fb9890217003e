using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FsxPortal.Emulator.World;

/// <summary>What somebody wants to do: the action, the resource, and what conditions may ask for.</summary>
public sealed record AccessRequest(string Action, string Resource, IReadOnlyDictionary<string, string> Context);

/// <summary>A policy of IAM or of a vault as far as it is evaluated here: effects,
/// principals, actions, resources, and conditions on texts.</summary>
public sealed class PolicyDocument
{
    private static readonly string[] Operators = ["StringEquals", "StringLike", "StringNotEquals", "StringNotLike"];
    private readonly List<JsonObject> _statements;

    private PolicyDocument(string text, List<JsonObject> statements) => (Text, _statements) = (text, statements);

    /// <summary>The document as it was given.</summary>
    public string Text { get; }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It is none, or has something that is not evaluated here.</exception>
    public static PolicyDocument Parse(string text)
    {
        try
        {
            List<JsonObject> statements = [.. Many(JsonNode.Parse(text)!["Statement"]).Select(statement => statement!.AsObject())];
            statements.ForEach(Demand);
            return statements.Count > 0 ? new PolicyDocument(text, statements) : throw new FormatException("The policy has no statement.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException("The policy is not a JSON object with statements.");
        }
    }

    /// <summary>Reads the policy of a resource: it says of whom it speaks.</summary>
    /// <exception cref="FormatException">It is none, or has something that is not evaluated here.</exception>
    public static PolicyDocument ParseOfResource(string text)
    {
        var policy = Parse(text);
        return policy._statements.TrueForAll(statement => statement["Principal"] is not null)
            ? policy
            : throw new FormatException("A statement needs a Principal.");
    }

    /// <summary>Whether a statement of that effect speaks of the request and, if it names principals, of whoever makes it.</summary>
    /// <param name="effect">Allow or Deny.</param>
    /// <param name="request">What is to be done.</param>
    /// <param name="principals">The names of whoever makes it: its own ARN, that of its role, its account.</param>
    public bool Has(string effect, AccessRequest request, params IReadOnlyList<string> principals) =>
        _statements.Exists(statement => (string?)statement["Effect"] == effect
        && (statement["Principal"] is not { } wanted || Names(wanted).Any(name => name == "*" || principals.Contains(name)))
        && Fits(statement, "Action", request.Action, StringComparison.OrdinalIgnoreCase)
        && Fits(statement, "Resource", request.Resource, StringComparison.Ordinal)
        && Conditions(statement).All(condition => Holds(condition, request)));

    private static void Demand(JsonObject statement)
    {
        if ((string?)statement["Effect"] is not ("Allow" or "Deny"))
        {
            throw new FormatException("The Effect of a statement is Allow or Deny.");
        }

        if ((statement["Action"] ?? statement["NotAction"]) is null || (statement["Resource"] ?? statement["NotResource"]) is null)
        {
            throw new FormatException("A statement needs an Action and a Resource.");
        }

        if (Conditions(statement).FirstOrDefault(condition => !Operators.Contains(condition.Operator)) is { Operator: { } unknown })
        {
            throw new FormatException($"The emulator does not evaluate the condition {unknown}. It knows {string.Join(", ", Operators)}.");
        }
    }

    private static bool Fits(JsonObject statement, string member, string actual, StringComparison comparison) =>
        statement[member] is { } wanted
        ? Texts(wanted).Any(pattern => Like(pattern, actual, comparison))
        : !Texts(statement[$"Not{member}"]).Any(pattern => Like(pattern, actual, comparison));

    private static IEnumerable<(string Operator, string Key, List<string> Values)> Conditions(JsonObject statement) =>
        from test in statement["Condition"] as JsonObject ?? []
        from key in (JsonObject)test.Value!
        select (test.Key, key.Key, Texts(key.Value).ToList());

    private static bool Holds((string Operator, string Key, List<string> Values) condition, AccessRequest request)
    {
        var actual = request.Context.GetValueOrDefault(condition.Key);
        return condition.Operator switch
        {
            "StringEquals" => actual is not null && condition.Values.Contains(actual),
            "StringLike" => actual is not null && condition.Values.Exists(pattern => Like(pattern, actual, StringComparison.Ordinal)),
            "StringNotEquals" => actual is null || !condition.Values.Contains(actual),
            _ => actual is null || !condition.Values.Exists(pattern => Like(pattern, actual, StringComparison.Ordinal)),
        };
    }

    private static bool Like(string pattern, string actual, StringComparison comparison) => pattern == "*" || Regex.IsMatch(
        actual, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\\z",
        comparison == StringComparison.OrdinalIgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);

    // AWS is what accounts, users and roles are named under; a service is none of them.
    private static IEnumerable<string> Names(JsonNode principal) => Texts(principal is JsonObject kinds ? kinds["AWS"] : principal);

    private static IEnumerable<string> Texts(JsonNode? node) => Many(node).Select(text => (string)text!);

    private static IReadOnlyList<JsonNode?> Many(JsonNode? node) => node is JsonArray list ? [.. list] : node is null ? [] : [node];
}
