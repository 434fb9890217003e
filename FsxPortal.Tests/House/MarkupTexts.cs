using System.Text.RegularExpressions;

namespace FsxPortal.Tests.House;

/// <summary>The words that a component's markup says itself: between tags, and in attributes that people read or hear.</summary>
internal static partial class MarkupTexts
{
    // The name of the product is the same in every language, and keys are named as on the keyboard.
    private static readonly string[] _names = ["FsxPortal", "– FsxPortal", "GiB"];

    public static IEnumerable<string> Of(string razor)
    {
        var said = Expression().Replace(Quoted().Replace(Markup(razor), "$1\"\""), "");
        var between = Between().Matches(said).SelectMany(text => text.Groups[1].Value.Split('\n')).Where(line => !Code().IsMatch(line));
        return between.Concat(
            Attribute().Matches(Markup(razor))
                .Select(attribute => Interpolated().Replace(attribute.Groups[1].Value + attribute.Groups[2].Value, "")))
            .Select(text => text.Trim()).Where(text => Word().IsMatch(text) && !_names.Contains(text));
    }

    private static string Markup(string razor) => Directive().Replace(Comment().Replace(razor.Split("\n@code {")[0], ""), "");

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(@(page|using|inject|inherits|implements)|\s*(@|else )?(if|foreach|for))\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // Attributes hold arrows and tags in their code, which are none of the markup.
    [GeneratedRegex("(\\s[\\w@:-]+=)\"(?:@\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)|[^\"])*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"@\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|@[\w.!?]+(?:\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\.\w+)*")]
    private static partial Regex Expression();

    [GeneratedRegex(@">([^<>]*)<", RegexOptions.Singleline)]
    private static partial Regex Between();

    [GeneratedRegex(@"[{};]|=>|^\s*(else|foreach|if|var|return|for)\b|^\s*@?\(|=")]
    private static partial Regex Code();

    [GeneratedRegex("\\s(?:aria-label|title|placeholder|alt|Label|Hint|Title|All|None|UpText)=\"(?:@\\(\\$\"([^\"]*)\"\\)|([^\"@]*))\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Interpolated();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();
}
