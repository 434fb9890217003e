using FsxPortal.Core.Domain.Timelines;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>The shapes of marks.</summary>
public static class MarkGlyph
{
    /// <summary>The outline of a shape around its middle.</summary>
    public static string Path(MarkShape shape, double x, double y)
    {
        string At(double dx, double dy) => $"{TimelineMark.N(x + dx)} {TimelineMark.N(y + dy)}";
        return shape switch
        {
            MarkShape.Full => $"M{At(-6.5, -6.5)}h13v13h-13z",
            MarkShape.Unknown => $"M{At(0, -7.5)}l7.5 7.5l-7.5 7.5l-7.5 -7.5z",
            MarkShape.Failed => $"M{At(-5.5, -5.5)}l11 11m0 -11l-11 11",
            MarkShape.Planned => $"M{At(-4, 0)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
            MarkShape.Group => $"M{At(-6, -7)}h12a7 7 0 0 1 0 14h-12a7 7 0 0 1 0 -14z",
            _ => $"M{At(-6.5, 0)}a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z",
        };
    }
}
