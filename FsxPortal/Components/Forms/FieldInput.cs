namespace FsxPortal.Components.Forms;

/// <summary>What an input has to carry so that its label, hint and problem belong to it.</summary>
public sealed class FieldInput(string id, bool hasHint, bool isWrong)
{
    /// <summary>The HTML attributes of the input.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; } = Of(id, hasHint, isWrong);

    private static Dictionary<string, object> Of(string id, bool hasHint, bool isWrong)
    {
        var attributes = new Dictionary<string, object> { ["id"] = id };
        if (hasHint || isWrong)
        {
            attributes["aria-describedby"] = string.Join(
                ' ', new[] { hasHint ? $"{id}-hint" : "", isWrong ? $"{id}-problem" : "" }.Where(part => part.Length > 0));
        }

        if (isWrong)
        {
            attributes["aria-invalid"] = "true";
        }

        return attributes;
    }
}
