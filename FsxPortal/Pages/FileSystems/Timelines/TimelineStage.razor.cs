using System.Net;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Timelines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace FsxPortal.Pages.FileSystems.Timelines;

/// <summary>Draws a timeline and hears keys, pointers and wheels.</summary>
public sealed partial class TimelineStage : ComponentBase, IDisposable
{
    private const double ZoomStep = 2;
    private const double BelowFlags = 27;

    private DotNetObjectReference<TimelineStage>? _self;
    private ElementReference _svg;

    [Parameter, EditorRequired]
    public TimelineDrawing Drawing { get; set; } = null!;

    /// <summary>The key of the chosen item.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    [Parameter]
    public EventCallback<DrawnMark?> OnChoose { get; set; }

    [Parameter]
    public EventCallback<TimelineDirection> OnGo { get; set; }

    /// <summary>A group is to be shown one by one.</summary>
    [Parameter]
    public EventCallback<DrawnMark> OnOpen { get; set; }

    [Parameter]
    public EventCallback<double> OnPan { get; set; }

    [Parameter]
    public EventCallback<TimelineZoom> OnZoom { get; set; }

    [Parameter]
    public EventCallback<double> OnMeasure { get; set; }

    private string? ActiveId => TimelineWalk.Find(Drawing, Chosen) is { } mark ? TimelineMark.IdOf(mark) : null;

    private string Links => string.Join("", Drawing.Links.Select(link =>
    {
        var middle = N((link.FromY + link.ToY) / 2);
        return $"M{N(link.ToX)} {N(link.ToY + BelowFlags)}C{N(link.ToX)} {middle} {N(link.FromX)} {middle} {N(link.FromX)} "
            + $"{N(link.FromY - TimelineLayout.Radius)}";
    }));

    /// <summary>The browser says how wide the timeline is.</summary>
    [JSInvokable]
    public Task MeasureAsync(double width) => OnMeasure.InvokeAsync(Math.Clamp(width, 200, 8000));

    /// <summary>Somebody dragged the timeline by a share of its width.</summary>
    [JSInvokable]
    public Task PanAsync(double share) => double.IsFinite(share) ? OnPan.InvokeAsync(Math.Clamp(share, -1, 1)) : Task.CompletedTask;

    /// <summary>Somebody turned the wheel, or moved two fingers apart or together.</summary>
    [JSInvokable]
    public Task ZoomAsync(double factor, double share) => double.IsFinite(factor) && double.IsFinite(share)
        ? OnZoom.InvokeAsync(new TimelineZoom(Math.Clamp(factor, 0.1, 10), Math.Clamp(share, 0, 1)))
        : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _self?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Browser.InvokeVoidAsync("fsxPortal.timeline", _svg, _self);
        }
    }

    private static string N(double number) => TimelineMark.N(number);

    // Blazor takes a text element for one of its own.
    private static string TickText(DrawnTick tick) =>
        $"<text class=\"{(tick.IsMajor ? "timeline-label timeline-label-major" : "timeline-label")}\" x=\"{N(tick.X + 4)}\" "
            + $"y=\"14\">{tick.Label}</text>";

    private bool Stands(DrawnMark mark) => Chosen is { } key && mark.Items.Any(item => item.Key == key);

    private string NameText(DrawnTrack track) =>
        $"<text class=\"timeline-name\" x=\"0\" y=\"{N(track.Y + 16)}\">{WebUtility.HtmlEncode(Name(track))}</text>";

    private string Name(DrawnTrack track) => track.Chain switch
    {
        { Kind: RestorePointKind.Manual } => L["Manual"],
        { Kind: RestorePointKind.Copy } copies => L["Copies", copies.Vault, copies.Region],
        { Vault: "" } => L["NoBackups"],
        var backups => L["Backups", backups.Vault, backups.Region],
    };

    private Task PressAsync(KeyboardEventArgs key) => key.CtrlKey || key.AltKey || key.MetaKey ? Task.CompletedTask : key.Key switch
    {
        "ArrowLeft" => OnGo.InvokeAsync(TimelineDirection.Earlier),
        "ArrowRight" => OnGo.InvokeAsync(TimelineDirection.Later),
        "ArrowUp" => OnGo.InvokeAsync(TimelineDirection.Up),
        "ArrowDown" => OnGo.InvokeAsync(TimelineDirection.Down),
        "Home" => OnGo.InvokeAsync(TimelineDirection.First),
        "End" => OnGo.InvokeAsync(TimelineDirection.Last),
        "Enter" or " " => TimelineWalk.Find(Drawing, Chosen) is { } mark ? OnOpen.InvokeAsync(mark) : Task.CompletedTask,
        "PageUp" => OnPan.InvokeAsync(-0.5),
        "PageDown" => OnPan.InvokeAsync(0.5),
        "+" or "=" => OnZoom.InvokeAsync(new TimelineZoom(1 / ZoomStep, ShareOfChosen())),
        "-" => OnZoom.InvokeAsync(new TimelineZoom(ZoomStep, ShareOfChosen())),
        "Escape" => OnChoose.InvokeAsync(null),
        _ => Task.CompletedTask,
    };

    private double ShareOfChosen() => TimelineWalk.Find(Drawing, Chosen) is { } mark ? Math.Clamp(mark.X / Drawing.Width, 0, 1) : 0.5;
}
