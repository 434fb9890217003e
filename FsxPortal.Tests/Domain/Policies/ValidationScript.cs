using System.Text.Json.Nodes;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

/// <summary>Changes a valid document as the lines of a golden file say, each line on its own, and lists the problems.</summary>
/// <remarks>
/// A line is <c>PATH = JSON</c> or <c>without PATH</c>, or several of them joined by <c>&amp;</c>; <c>text JSON</c> is a whole document.
/// A path is a dotted list of names; a <c>~</c> in JSON repeats the character before it a hundred times.
/// </remarks>
internal static class ValidationScript
{
    public static string Run(string text) => Golden.Answer(text, input => Problems(input).DefaultIfEmpty("valid"));

    /// <summary>The document that a line stands for.</summary>
    public static string Document(string input) => input.StartsWith("text", StringComparison.Ordinal) ? input[4..].Trim() : Changed(input);

    private static IEnumerable<string> Problems(string input)
    {
        try
        {
            var document = PolicyJson.Read(Document(input));
            return PolicyValidator.Validate(document, Some.Surroundings).Select(Say);
        }
        catch (InvalidInputException refused)
        {
            return refused.Problems.Select(Say);
        }
    }

    private static string Changed(string input)
    {
        var document = JsonNode.Parse(PolicyJson.Write(Some.Document))!.AsObject();
        foreach (var change in input.Split(" & "))
        {
            if (change.StartsWith("without ", StringComparison.Ordinal))
            {
                var (parent, name) = Find(document, change["without ".Length..].Trim());
                parent.Remove(name);
            }
            else
            {
                var sides = change.Split(" = ", 2);
                var (parent, name) = Find(document, sides[0].Trim());
                parent[name] = JsonNode.Parse(Stretch(sides[1]));
            }
        }

        return document.ToJsonString();
    }

    private static (JsonObject Parent, string Name) Find(JsonObject document, string path)
    {
        var names = path.Split('.');
        return (names[..^1].Aggregate(document, (parent, name) => parent[name]!.AsObject()), names[^1]);
    }

    private static string Stretch(string json)
    {
        for (var tilde = json.IndexOf('~', StringComparison.Ordinal); tilde > 0; tilde = json.IndexOf('~', StringComparison.Ordinal))
        {
            json = json[..tilde] + new string(json[tilde - 1], 99) + json[(tilde + 1)..];
        }

        return json;
    }

    private static string Say(Problem problem) => $"{problem.Path}: {problem.Text}";
}
