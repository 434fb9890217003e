using FsxPortal.Auth.Visitors;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Layout.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace FsxPortal.Layout;

/// <summary>What surrounds every page: menu, search, colours.</summary>
public sealed partial class MainLayout : IDisposable
{
    private MudThemeProvider _provider = null!;
    private ErrorBoundary? _boundary;
    private bool? _chosen;
    private bool _system;
    private bool _open = true;

    [CascadingParameter]
    private ThemeChoice Theme { get; set; } = null!;

    [CascadingParameter]
    private LocalTime Local { get; set; } = LocalTime.Utc;

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsDark => _chosen ?? _system;

    private string ThemeIcon => _chosen switch
    {
        null => Icons.Material.Filled.BrightnessAuto,
        false => Icons.Material.Filled.LightMode,
        true => Icons.Material.Filled.DarkMode,
    };

    private string ThemeText => _chosen switch
    {
        null => L["ThemeSystem"],
        false => L["ThemeLight"],
        true => L["ThemeDark"],
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (_chosen, _system) = (Theme.Chosen, Theme.System);
        Visitor.Changed += Follow;
    }

    /// <inheritdoc/>
    public void Dispose() => Visitor.Changed -= Follow;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await _provider.GetSystemDarkModeAsync() is var dark && dark != _system)
        {
            _system = dark;
            StateHasChanged();
        }
    }

    private string RoleText => Visitor.Actor.Roles switch
    {
        var roles when roles.HasFlag(PortalRoles.Administrator) => L["RoleAdministrator"],
        var roles when roles.HasFlag(PortalRoles.Operator) => L["RoleOperator"],
        var roles when roles.HasFlag(PortalRoles.RestoreOperator) => L["RoleRestoreOperator"],
        _ => L["RoleReadOnly"],
    };

    // With other rights everything is read anew; whoever is signed in no more is led to the identity provider by the same way.
    private void Follow() => _ = InvokeAsync(() => Navigation.NavigateTo(Navigation.Uri, forceLoad: true));

    // From what the system wants to light, to dark, and back.
    private async Task SwitchAsync()
    {
        _chosen = _chosen switch
        {
            null => false,
            false => true,
            true => null,
        };
        await Browser.InvokeVoidAsync("fsxPortal.chooseTheme", _chosen switch
        {
            null => "system",
            false => "light",
            true => "dark",
        });
    }

    private Task SearchAsync() => ShowAsync<SearchDialog>(L["Search"]);

    private Task ShowKeysAsync() => ShowAsync<ShortcutDialog>(L["Keys"]);

    private Task ShowAsync<TDialog>(string title)
        where TDialog : IComponent =>
        Dialogs.ShowAsync<TDialog>(
            title, new DialogOptions
            {
                FullWidth = true,
                MaxWidth = MaxWidth.Small,
                CloseOnEscapeKey = true,
                Position = DialogPosition.TopCenter
            });
}
