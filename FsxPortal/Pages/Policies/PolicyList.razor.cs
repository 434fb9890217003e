using FsxPortal.Auth.Visitors;
using FsxPortal.Components;
using FsxPortal.Components.Lists;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace FsxPortal.Pages.Policies;

/// <summary>The policies in their order, as many as are wanted, and what can be done with them.</summary>
public sealed partial class PolicyList : LiveComponent
{
    private readonly GrowingList<PolicyView> _policies = new(PageRequest.DefaultLimit);
    private int _count;
    private int _total;
    private Guid? _carried;
    private string? _said;
    private string[]? _focus;

    [Inject]
    private PolicyQuery Query { get; set; } = null!;

    [Inject]
    private PolicyCommands Commands { get; set; } = null!;

    [Inject]
    private PolicyPreviews Previews { get; set; } = null!;

    [Inject]
    private SessionCommands Sessions { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PolicyDialogs> Questions { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    /// <summary>The file system whose policies are wanted, those included that leave it to another.</summary>
    [SupplyParameterFromQuery(Name = "fileSystem")]
    private string? FileSystem { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Policies, ProgressTopic.Sessions, ProgressTopic.FileSystems];

    private string Counted => (_count == _total ? L["Count", _total] : L["CountOf", _count, _total])
        + (_policies.HasMore ? L["FirstOnly", _policies.Items!.Count] : "");

    /// <inheritdoc/>
    protected override Task RefreshAsync(CancellationToken cancel)
    {
        var filter = new PolicyFilter(Search, Guid.TryParse(FileSystem, out var id) ? id : null);
        return _policies.ReadAsync(async (request, token) =>
        {
            (var page, _count, _total) = await Query.ListAsync(Scope, filter, request, token);
            return page;
        }, cancel);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } buttons)
        {
            _focus = null;
            await Browser.InvokeVoidAsync("fsxPortal.focusFirst", [.. buttons]);
        }
    }

    private void Find(ChangeEventArgs change)
    {
        _policies.Shrink();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("q", change.Value is string { Length: > 0 } text ? text : null), replace: true);
    }

    private void More()
    {
        _policies.Grow();
        Request();
    }

    // The rows change their places under the focus: it goes along, to the other button where the first has no work left.
    private async Task StepAsync(PolicyView policy, int place)
    {
        if (await MoveAsync(policy.Id, place))
        {
            _focus = (place - policy.Place) switch
            {
                -1 => [$"up-{policy.Id}", $"down-{policy.Id}"],
                1 => [$"down-{policy.Id}", $"up-{policy.Id}"],
                _ => [$"place-{policy.Id}"],
            };
        }
    }

    private async Task DropAsync(int place)
    {
        if (_carried is { } carried)
        {
            _carried = null;
            await MoveAsync(carried, place);
        }
    }

    private async Task<bool> MoveAsync(Guid id, int place)
    {
        if (_policies.Items!.FirstOrDefault(known => known.Id == id) is not { } policy || place == policy.Place)
        {
            return false;
        }

        var isMoved = await Runner.RunAsync(() => Commands.MoveAsync(Visitor.Actor, id, place, Gone), null);
        if (isMoved)
        {
            _said = L["Moved", policy.Name, place, _total];
            await RefreshAsync(Gone);
        }

        return isMoved;
    }

    private async Task EnableAsync(PolicyView policy, bool enabled)
    {
        await Runner.RunAsync(
            () => Commands.EnableAsync(Visitor.Actor, policy.Id, enabled, Gone),
            enabled ? L["IsEnabled", policy.Name] : L["IsDisabled", policy.Name]);
        Request();
    }

    private async Task StartAsync(PolicyView policy)
    {
        if (policy.Document.Schedule is null or { Flags: GfsFlags.None }
            && !await ConfirmDialog.AskAsync(Dialogs, L["AskStart", policy.Name], PolicyDialogs.WithoutSchedule(Questions), L["Start"]))
        {
            return;
        }

        await Runner.RunAsync(
            async () => Navigation.NavigateTo($"/sessions/{await Sessions.StartAsync(Visitor.Actor, policy.Id, Gone)}"), null);
    }

    private async Task ApproveAsync(PolicyView policy)
    {
        PolicyPreview? pending = null;
        var isRead = await Runner.RunAsync(async () => pending = await Previews.PendingAsync(Scope, policy.Id, Gone), null);
        if (isRead
            && await ConfirmDialog.AskAsync(
                Dialogs, L["AskApprove", policy.Name], PolicyDialogs.Approve(Questions, pending!), L["Approve"]))
        {
            await Runner.RunAsync(() =>
                Commands.ApproveDeletionsAsync(Visitor.Actor, policy.Id, pending!.Digest, policy.Version, Gone),
                    L["IsApproved", policy.Name]);
            Request();
        }
    }

    private async Task RemoveAsync(PolicyView policy)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, L["AskRemove", policy.Name], PolicyDialogs.Remove(Questions, policy), L["RemovePolicy"]))
        {
            await Runner.RunAsync(() => Commands.RemoveAsync(Visitor.Actor, policy.Id, policy.Version, Gone), L["IsRemoved", policy.Name]);
            Request();
        }
    }
}
