using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace FsxPortal.Tests.Emulator;

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, string? ContentType, string? ErrorHeader, string Text)
{
    /// <summary>A member of a JSON answer; none if it is not there.</summary>
    public JsonNode? this[string member] => Json[member];

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public XElement Xml => XElement.Parse(Text);

    /// <summary>The name of the error, wherever the protocol has it.</summary>
    public string? Error => Text.StartsWith('<') ? XmlText("Code") : ErrorHeader ?? (string?)Json["__type"];

    /// <summary>HTTP status and name of the error.</summary>
    public string Refusal => $"{Status} {Error}";

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonNode> List(string member) => [.. Json[member]!.AsArray().Select(item => item!)];

    /// <summary>The text of the first XML element of that name, in whatever namespace.</summary>
    public string? XmlText(string name) => Xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>The answer itself, if it is none of a refusal.</summary>
    public RawAnswer Accepted()
    {
        Assert.True(Status == 200, $"{Status}: {Text}");
        return this;
    }
}
