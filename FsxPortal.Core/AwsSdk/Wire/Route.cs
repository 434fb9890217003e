using System.Text.RegularExpressions;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>The method and address of an operation, and the request members that fill its gaps.</summary>
/// <param name="PathMembers">Members that fill a whole segment of the path.</param>
/// <param name="Query">Names of query parameters, each with its member.</param>
internal sealed partial record Route(
    string Method, string Path, IReadOnlyList<string> PathMembers, IReadOnlyList<(string Name, string Member)> Query)
{
    public static Route Parse(string text)
    {
        var (method, address) = Split(text, ' ');
        var (path, query) = Split(address, '?');
        return new(
            method,
            path,
            [.. Gap().Matches(path).Select(gap => gap.Groups[1].Value)],
            [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Split(pair, '='))
                .Select(pair => (pair.Item1, pair.Item2.Trim('{', '}')))]);
    }

    private static (string, string) Split(string text, char separator) =>
        text.Split(separator, 2) is [var first, var second] ? (first, second) : (text, "");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}
