namespace FsxPortal.Layout;

/// <summary>Light or dark: what the visitor chose, else what the system of the visitor prefers.</summary>
/// <param name="Chosen">Whether dark was chosen; none to follow the system.</param>
/// <param name="System">Whether the system preferred dark when it was last asked.</param>
public sealed record ThemeChoice(bool? Chosen, bool System)
{
    /// <summary>Whether to show the page dark.</summary>
    public bool IsDark => Chosen ?? System;

    /// <summary>Reads the two cookies that <c>portal.js</c> writes.</summary>
    public static ThemeChoice Read(string? chosen, string? system) => new(
        chosen switch
        {
            "dark" => true,
            "light" => false,
            _ => null,
        },
        system == "dark");
}
