using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsxPortal.Components.Texts;
using FsxPortal.Setup;
using FsxPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FsxPortal.Tests.House;

/// <summary>Every text a page asks for is in the page's resources, and no text lies there unread.</summary>
public sealed partial class TextTests
{
    private const string Texts = "FsxPortal/Resources/";

    private static readonly Dictionary<string, Dictionary<string, string>> _texts = Repository.Files(".resx")
        .Where(path => path.StartsWith(Texts, StringComparison.Ordinal))
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Read(Repository.Read(path)));

    [Fact]
    public void Texts_lie_where_their_page_is() =>
        Report.Nothing(
            Repository.Files(".resx")
                .Where(path =>
                    !SourceFile.All.Any(file =>
                        file.Path[..file.Path.LastIndexOf('.')] == path.Replace("/Resources/", "/", StringComparison.Ordinal)
                            .Replace(".resx", "", StringComparison.Ordinal)))
            .Select(path => $"{path} belongs to nothing that speaks"));

    [Fact]
    public void Every_text_that_is_asked_for_exists() =>
        Report.Nothing(Asked().Where(asked => !_texts.TryGetValue(asked.Page, out var texts) || !texts.ContainsKey(asked.Key))
            .Select(asked => $"{asked.File}: {asked.Page} has no text {asked.Key}"));

    [Fact]
    public void Every_text_is_asked_for()
    {
        var asked = Asked().Select(asked => (asked.Page, asked.Key)).ToHashSet();
        Report.Nothing(
            _texts.SelectMany(page =>
                page.Value.Keys.Where(key => !asked.Contains((page.Key, key))).Select(key => $"{page.Key} has an unread text {key}")));
    }

    [Fact]
    public void No_text_stands_in_markup() =>
        Report.Nothing(
            from file in SourceFile.All.Where(file => file.Lies("FsxPortal") && file.Path.EndsWith(".razor", StringComparison.Ordinal))
            from text in MarkupTexts.Of(file.Text)
            select $"{file.Path} says “{text}” itself; its resources should");

    [Theory]
    [InlineData("<p>Nothing is lost.</p>", "Nothing is lost.")]
    [InlineData("<p>and @(All.Count - Most) more.</p>", "and  more.")]
    [InlineData("<button aria-label=\"Close\">@L[\"Close\"]</button>", "Close")]
    [InlineData("<Field Label=\"@($\"Of {Name}\")\" />", "Of")]
    [InlineData("@foreach (var x in All.Where(x => x.Count > 0))\n{\n<li class=\"a b\">@x.Name, @L[\"Word\", x]</li>\n}", null)]
    public void A_text_in_markup_is_found(string markup, string? text) => Assert.Equal(text is null ? [] : [text], MarkupTexts.Of(markup));

    [Fact]
    public void Texts_reach_their_pages()
    {
        using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        var localizers = services.GetRequiredService<IStringLocalizerFactory>();
        var owners = typeof(TextSetup).Assembly.GetTypes().Where(type => type.Namespace is not null && !type.IsNested)
            .ToLookup(type => type.Name);
        Report.Nothing(from page in _texts
                       let owner = owners[page.Key].Single()
                       let texts = localizers.Create(owner)
                       let table = new TextTable(owner)
                       from text in page.Value
                       where texts[text.Key].Value != text.Value || table[text.Key] != text.Value
                       select $"{page.Key} does not find its text {text.Key}");
    }

    private static IEnumerable<(string File, string Page, string Key)> Asked() =>
        from file in SourceFile.All.Where(file => file.Lies("FsxPortal"))
        let page = PageOf(file)
        where page is not null
        from Match asked in Question().Matches(file.Text)
        select (file.Path, page, asked.Groups[1].Value);

    // The code behind a component asks by the localizer that its markup names.
    private static string? PageOf(SourceFile file)
    {
        var markup = file.Path.EndsWith(".razor.cs", StringComparison.Ordinal)
            ? SourceFile.All.FirstOrDefault(other => other.Path == file.Path[..^3]) : null;
        return Localizer().Match(file.Text + markup?.Text) is { Success: true } match ? match.Groups[1].Value + match.Groups[2].Value
            : null;
    }

    private static Dictionary<string, string> Read(string resources) =>
        XDocument.Parse(resources).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"IStringLocalizer<(\w+)> L\b|TextTable L = new\(typeof\((\w+)\)\)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\bL\[""(\w+)""")]
    private static partial Regex Question();
}
