using FsxPortal.Components;
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

/// <summary>All policies in their order, and what can be done with them.</summary>
public sealed partial class PolicyList : LiveComponent
{
    private IReadOnlyList<PolicyView>? _policies;
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

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Policies, ProgressTopic.Sessions, ProgressTopic.FileSystems];

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel) => _policies = await Query.ListAsync(Scope, cancel);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } buttons)
        {
            _focus = null;
            await Browser.InvokeVoidAsync("fsxPortal.focusFirst", [.. buttons]);
        }
    }

    // The rows change their places under the focus: it goes along, to the other button where the first has no work left.
    private async Task StepAsync(PolicyView policy, int by)
    {
        if (await MoveAsync(policy.Id, _policies!.Index().First(known => known.Item.Id == policy.Id).Index + by))
        {
            _focus = by < 0 ? [$"up-{policy.Id}", $"down-{policy.Id}"] : [$"down-{policy.Id}", $"up-{policy.Id}"];
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
        var policies = _policies!.ToList();
        if (policies.Find(known => known.Id == id) is not { } policy || place < 0 || place >= policies.Count || policies[place] == policy)
        {
            return false;
        }

        policies.Remove(policy);
        policies.Insert(place, policy);
        var isOrdered = await Runner.RunAsync(() =>
            Commands.OrderAsync(Visitor.Actor, [.. policies.Select(known => known.Id)], Gone), null);
        if (isOrdered)
        {
            _policies = policies;
            _said = L["Moved", policy.Name, place + 1, policies.Count];
        }

        Request();
        return isOrdered;
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
