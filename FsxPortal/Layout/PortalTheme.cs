using MudBlazor;

namespace FsxPortal.Layout;

/// <summary>Colours and type of the portal. Every colour that carries text has a contrast of at least 4.5 to 1.</summary>
public static class PortalTheme
{
    private static readonly string[] _fonts = ["Roboto", "system-ui", "-apple-system", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];

    /// <summary>The theme, light and dark.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "52px" },
        Typography = Type(),
    };

    private static PaletteLight Light() => new()
    {
        Primary = "#1f5fa8",
        Secondary = "#4a5f78",
        Tertiary = "#0f766e",
        Info = "#0b6394",
        Success = "#1b6e3c",
        Warning = "#945300",
        Error = "#b3261e",
        Background = "#f5f7fa",
        BackgroundGray = "#eceff3",
        Surface = "#ffffff",
        AppbarBackground = "#16324f",
        AppbarText = "#ffffff",
        DrawerBackground = "#ffffff",
        DrawerText = "#2b3747",
        DrawerIcon = "#4a5f78",
        TextPrimary = "#1d2733",
        TextSecondary = "#526070",
        TextDisabled = "#76828f",
        ActionDefault = "#4a5f78",
        LinesDefault = "#dfe4ea",
        TableLines = "#e4e8ed",
        Divider = "#dfe4ea",
    };

    private static PaletteDark Dark() => new()
    {
        Primary = "#8ab8f0",
        PrimaryContrastText = "#0e1620",
        Secondary = "#a9b8ca",
        SecondaryContrastText = "#0e1620",
        Tertiary = "#5ec8bd",
        TertiaryContrastText = "#0e1620",
        Info = "#72bdf0",
        InfoContrastText = "#0e1620",
        Success = "#6fcf97",
        SuccessContrastText = "#0e1620",
        Warning = "#f0b252",
        WarningContrastText = "#0e1620",
        Error = "#f4978e",
        ErrorContrastText = "#0e1620",
        Background = "#10161e",
        BackgroundGray = "#0c1117",
        Surface = "#18202a",
        AppbarBackground = "#141c26",
        AppbarText = "#e6ebf1",
        DrawerBackground = "#141c26",
        DrawerText = "#d3dae3",
        DrawerIcon = "#a9b8ca",
        TextPrimary = "#e6ebf1",
        TextSecondary = "#a7b3c1",
        TextDisabled = "#8593a2",
        ActionDefault = "#a9b8ca",
        LinesDefault = "#2a3541",
        TableLines = "#26303b",
        Divider = "#2a3541",
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = _fonts, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
        H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "500", LineHeight = "1.3", LetterSpacing = "normal" },
        H2 = new H2Typography { FontSize = "1.0625rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal" },
        H3 = new H3Typography { FontSize = ".9375rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal" },
        Button = new ButtonTypography { TextTransform = "none", FontWeight = "500", LetterSpacing = "normal" },
    };
}
