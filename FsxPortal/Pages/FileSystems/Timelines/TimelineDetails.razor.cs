using FsxPortal.Auth.Visitors;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>Everything that is known of the chosen mark.</summary>
public sealed partial class TimelineDetails : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RestorePointView? _point;

    [Parameter, EditorRequired]
    public DrawnMark Mark { get; set; } = null!;

    /// <summary>A group is to be shown one by one.</summary>
    [Parameter]
    public EventCallback<DrawnMark> OnOpen { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private LocalTime Local { get; set; } = LocalTime.Utc;

    private Guid? SessionId => Mark.First.Kind is TimelineItemKind.Failed or TimelineItemKind.Missed ? Mark.First.Id : _point?.SessionId;

    private string? Why => _point switch
    {
        { StateBecause: { } because, Reasons.Count: > 0 } kept =>
            $"{Local.Tell(because)} {L["Kept", ReasonWords.Of(kept.Reasons, Local)]}",
        { StateBecause: { } because } => Local.Tell(because),
        { DeletedBecause: { } because, DeletedAt: { } at } => L["DeletedAt", Local.Moment(at), Local.Tell(because)],
        { DeletedBecause: { } because } => Local.Tell(because),
        { Reasons.Count: > 0 } kept => L["Kept", ReasonWords.Of(kept.Reasons, Local)],
        _ => Local.Tell(Mark.First.Reason ?? ""),
    };

    // With the end of each, where there is one.
    private string FlagText => _point is { Retention.Count: > 0 } point
        ? string.Join(
            "; ", point.Retention.Select(end =>
                end.Until is { } until ? L["FlagUntil", Words.Flag(end.Flag), Local.Moment(until)].Value : Words.Flag(end.Flag)))
        : string.Join(", ", Mark.Flags.ToLetters().Select(Words.Flag));

    private string What => Mark.Shape switch
    {
        MarkShape.Full => L["Full"],
        MarkShape.Incremental => L["Incremental"],
        MarkShape.Failed => L["Failed"],
        MarkShape.Missed => L["Missed"],
        MarkShape.Planned => L["Planned"],
        _ => L["Unknown"],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var mark = Mark;
        var id = mark is { Shape: not MarkShape.Group, First.Kind: TimelineItemKind.Point } ? mark.First.Id : null;
        if (_point?.Id != id)
        {
            _point = null;
        }

        try
        {
            var point = id is { } known ? await Chains.FindAsync(Visitor.Scope, known, _gone.Token) : null;
            if (mark.First.Key == Mark.First.Key)
            {
                _point = point;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody looks at it any more.
        }
    }
}
