using System.Globalization;
using System.Resources;

namespace FsxPortal.Components.Texts;

/// <summary>The texts of a type's file of resources, for words that are said by what is no component and so gets no localizer.</summary>
public sealed class TextTable(Type owner)
{
    private readonly ResourceManager _texts = new(
        owner.FullName!.Replace("FsxPortal.", "FsxPortal.Resources.", StringComparison.Ordinal), owner.Assembly);

    /// <summary>A text in the language of the visitor.</summary>
    public string this[string key] => _texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>A text with its gaps filled.</summary>
    public string this[string key, params object?[] arguments] => string.Format(CultureInfo.CurrentCulture, this[key], arguments);
}
