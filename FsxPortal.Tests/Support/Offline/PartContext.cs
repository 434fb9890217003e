using Bunit;
using FsxPortal.Components.Texts;
using FsxPortal.Core;
using FsxPortal.Setup;
using FsxPortal.Tests.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace FsxPortal.Tests.Support.Offline;

/// <summary>A part of a page in a browser that is connected, at noon of a Wednesday. What it shows is given to it.</summary>
public abstract class PartContext : BunitContext, IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Rows.Now);
    private readonly FakeTimeProvider _technical = new(Rows.Now);

    // A second, as is the default, is not enough where many tests share two cores.
    static PartContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected PartContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.ShowTransitionDuration = 0;
            mud.SnackbarConfiguration.HideTransitionDuration = 0;
        });
        Services.AddTexts().AddSingleton(new Clocks(_time, _technical));
    }

    /// <summary>Connects the browser, once all services are known.</summary>
    public virtual ValueTask InitializeAsync()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return ValueTask.CompletedTask;
    }

    /// <summary>Turns both clocks.</summary>
    protected void Turn(TimeSpan by)
    {
        _time.Advance(by);
        _technical.Advance(by);
    }

    /// <summary>Lets the technical clock go on while a test looks, as it does for everybody.</summary>
    /// <remarks>A page rests after each read, on another thread: who turns the clock
    /// before that rest has begun would wait for its end for ever.</remarks>
    protected ITimer LetTimeGoOn() =>
        TimeProvider.System.CreateTimer(_ =>
            _technical.Advance(TimeSpan.FromMilliseconds(50)), null, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));

    /// <summary>What the snackbars would show.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Snackbars() => Render<MudSnackbarProvider>();

    /// <summary>Where dialogs open.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();

    /// <summary>Puts the visitor into a time zone.</summary>
    protected void LiveIn(string zone) => RenderTree.Add<CascadingValue<LocalTime>>(p => p.Add(x => x.Value, LocalTime.Read(zone)));
}
