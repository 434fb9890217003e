namespace FsxPortal.Core.Persistence;

/// <summary>A fact the portal remembers about itself, such as the day of the last retention pass.</summary>
public sealed class Setting(string key, string value)
{
    public string Key { get; private set; } = key;

    public string Value { get; set; } = value;
}
