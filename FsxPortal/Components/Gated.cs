using Microsoft.AspNetCore.Components;

namespace FsxPortal.Components;

/// <summary>A part of a page, such as a row, that renders only when what it shows has changed.</summary>
/// <remarks>A page hears of each step of each task. Without this, one step would send the whole table again.</remarks>
public abstract class Gated : ComponentBase
{
    private object? _shown;

    /// <summary>What the part shows, as a value that equals itself as long as nothing changes.</summary>
    protected abstract object Shown { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _shown ??= Shown;

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var now = Shown;
        var changed = !now.Equals(_shown);
        _shown = now;
        return changed;
    }
}
