using System.Text.Json;

namespace FsxPortal.Core.Domain.Policies.Validation;

/// <summary>Looks for texts in a policy document that cannot be kept, wherever they stand.</summary>
/// <remarks>All but the description are one line.</remarks>
internal static class TextRules
{
    private const string Description = "description";

    /// <summary>One problem for each such text. Nothing else need be said of a document that has one.</summary>
    public static IReadOnlyList<Problem> Validate(PolicyDocument document) =>
    [
        // Half a character is lost where a document is written.
        .. Refuse("name", document.Name),
        .. Look("", JsonSerializer.SerializeToElement(document, PolicyJson.Options)).Where(wrong => wrong.Path != "name"),
    ];

    private static IEnumerable<Problem> Look(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(member => Refuse(path, member.Name)
                .Concat(Look(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Look($"{path}[{i}]", item)),
        JsonValueKind.String => Refuse(path, value.GetString()),
        _ => [],
    };

    private static IEnumerable<Problem> Refuse(string path, string? text) =>
        (path == Description ? PlainText.Refusal(text) : PlainText.LineRefusal(text)) is { } refusal ? [new Problem(path, refusal)] : [];
}
