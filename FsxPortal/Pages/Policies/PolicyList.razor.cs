using FsxPortal.Components;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace FsxPortal.Pages.Policies;

/// <summary>All policies in their order, and what can be done with them.</summary>
public sealed partial class PolicyList : LiveComponent
{
    private IReadOnlyList<PolicyView>? _policies;

    [Inject]
    private PolicyQuery Query { get; set; } = null!;

    [Inject]
    private PolicyCommands Commands { get; set; } = null!;

    [Inject]
    private PolicyPreviews Previews { get; set; } = null!;

    [Inject]
    private SessionCommands Sessions { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Policies, ProgressTopic.Sessions, ProgressTopic.FileSystems];

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel) => _policies = await Query.ListAsync(cancel);

    private async Task MoveAsync(PolicyView policy, int by)
    {
        List<Guid> order = [.. _policies!.Select(known => known.Id)];
        var to = order.IndexOf(policy.Id) + by;
        if (to >= 0 && to < order.Count)
        {
            order.Remove(policy.Id);
            order.Insert(to, policy.Id);
            await Runner.RunAsync(() => Commands.OrderAsync(Visitor.Actor, order, Gone), $"“{policy.Name}” is number {to + 1} now.");
            Request();
        }
    }

    private async Task EnableAsync(PolicyView policy, bool enabled)
    {
        await Runner.RunAsync(
            () => Commands.EnableAsync(Visitor.Actor, policy.Id, enabled, Gone),
            enabled ? $"“{policy.Name}” runs by its schedule." : $"“{policy.Name}” no longer runs by its schedule. Its restore points expire as before.");
        Request();
    }

    private async Task StartAsync(PolicyView policy)
    {
        if (policy.Document.Schedule is null or { Flags: GfsFlags.None }
            && !await ConfirmDialog.AskAsync(Dialogs, $"Start “{policy.Name}”?", PolicyDialogs.WithoutSchedule, "Start"))
        {
            return;
        }

        await Runner.RunAsync(
            async () => Navigation.NavigateTo($"/sessions/{await Sessions.StartAsync(Visitor.Actor, policy.Id, Gone)}"), null);
    }

    private async Task ApproveAsync(PolicyView policy)
    {
        IReadOnlyList<PreviewedDeletion>? deletions = null;
        var isRead = await Runner.RunAsync(
            async () => deletions = (await Previews.ReadAsync(policy.Document, policy.Id, RetentionChange.Approved, Gone)).Deletions, null);
        if (isRead && await ConfirmDialog.AskAsync(Dialogs, $"Approve the deletions of “{policy.Name}”?", PolicyDialogs.Approve(deletions!), "Approve"))
        {
            await Runner.RunAsync(() => Commands.ApproveDeletionsAsync(Visitor.Actor, policy.Id, policy.Version, Gone), $"The deletions of “{policy.Name}” are approved.");
            Request();
        }
    }

    private async Task RemoveAsync(PolicyView policy)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, $"Remove “{policy.Name}”?", PolicyDialogs.Remove(policy), "Remove the policy"))
        {
            await Runner.RunAsync(() => Commands.RemoveAsync(Visitor.Actor, policy.Id, policy.Version, Gone), $"“{policy.Name}” is removed.");
            Request();
        }
    }
}
