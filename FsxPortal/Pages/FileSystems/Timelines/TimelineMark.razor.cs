using System.Globalization;
using FsxPortal.Components.Lists;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>One mark of a timeline.</summary>
public sealed partial class TimelineMark : Gated
{
    // Fingers need more than the shape; wider, and neighbours would share it.
    private const double LeastTouch = 26;

    [Parameter, EditorRequired]
    public DrawnMark Mark { get; set; } = null!;

    /// <summary>The top of the track.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    [Parameter, EditorRequired]
    public RestorePointKind Kind { get; set; }

    [Parameter]
    public bool IsChosen { get; set; }

    [Parameter]
    public EventCallback<DrawnMark?> OnChoose { get; set; }

    [CascadingParameter]
    private LocalTime Local { get; set; } = LocalTime.Utc;

    /// <inheritdoc/>
    protected override object Shown => (Mark.Shape, Mark.X, Mark.Width, Mark.TailTo, Mark.TailRow, Y, IsChosen, Label);

    private double Middle => Y + TimelineLayout.MarkOffset;

    private string Class =>
        $"timeline-mark timeline-{Mark.Shape.ToString().ToLowerInvariant()} timeline-of-{Kind.ToString().ToLowerInvariant()}"
        + (Mark.Shape == MarkShape.Group && Mark.First.Kind == TimelineItemKind.Planned ? " timeline-planned" : "")
        + (Mark.IsGone ? " timeline-gone" : "")
        + (Mark.HasTrouble && (Mark.Shape == MarkShape.Group || Mark.First.IsSpoilt) ? " timeline-trouble" : "")
        + (IsChosen ? " timeline-chosen" : "");

    // The short names are those of the flags everywhere; Blazor takes a text element for one of its own.
    private string Texts
    {
        get
        {
            var count = Mark.Shape == MarkShape.Group
                ? $"<text class=\"timeline-count\" x=\"{N(Mark.X)}\" "
                + $"y=\"{N(Middle + 4)}\">{Mark.Items.Count.ToString(CultureInfo.InvariantCulture)}</text>"
                : "";
            var flags = string.Concat(Mark.Flags.ToLetters());
            return flags.Length == 0 ? count
                : $"{count}<text class=\"timeline-flags\" x=\"{N(Mark.X)}\" y=\"{N(Middle + 23)}\">{flags}</text>";
        }
    }

    // What is drawn stands in the label, too: whoever says aloud what is seen is understood.
    private string Label => Spoken.Contains(Drawn, StringComparison.OrdinalIgnoreCase) ? Spoken : $"{Spoken}, {Drawn}";

    private string Drawn =>
        (Mark.Shape == MarkShape.Group ? Mark.Items.Count.ToString(CultureInfo.InvariantCulture) : "")
            + string.Concat(Mark.Flags.ToLetters());

    private string Spoken => Mark.Shape == MarkShape.Group
        ? string.Join(", ", new[]
        {
            Counted,
            L["Between", Local.Moment(Mark.First.Moment), Local.Moment(Mark.Items[^1].Moment)].Value,
            Flags,
            Mark.Items.Count(item => item.IsFailure) is var bad and > 0 ? L["Trouble", bad] : "",
            Mark.Items.Count(item => item.IsSpoilt) is var spoilt and > 0 ? L["Spoilt", spoilt] : "",
        }.Where(part => part.Length > 0))
        : string.Join(
            ", ", new[] { What, Local.Moment(Mark.First.Moment), Flags, Mark.First.Point is { } point ? Look.Of(point.State).Word : "" }
                .Where(part => part.Length > 0));

    private string Counted => (Mark.First.Kind == TimelineItemKind.Planned, Mark.Items.Count(item => item.Point is not null)) switch
    {
        (true, _) => L["PlannedRuns", Mark.Items.Count],
        (_, 0) => "",
        (_, 1) => L["OnePoint"],
        (_, var count) => L["Points", count],
    };

    private string Flags => string.Join(" ", Mark.Flags.ToLetters().Select(Words.Flag));

    private string What => Mark.Shape switch
    {
        MarkShape.Full => L["Full"],
        MarkShape.Incremental => L["Incremental"],
        MarkShape.Failed => L["Failed"],
        MarkShape.Missed => L["Missed"],
        MarkShape.Planned => L["Planned"],
        _ => L["Unknown"],
    };

    /// <summary>The id of the element that shows a mark.</summary>
    public static string IdOf(DrawnMark mark) => $"mark-{mark.First.Key}";

    /// <summary>A length as SVG writes it.</summary>
    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
