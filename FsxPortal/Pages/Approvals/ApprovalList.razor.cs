using FsxPortal.Components;
using FsxPortal.Components.Lists;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace FsxPortal.Pages.Approvals;

/// <summary>What waits for a second person, and what became of it: all requests, or one.</summary>
public sealed partial class ApprovalList : LiveComponent
{
    private readonly GrowingList<ApprovalView> _decided = new(PageRequest.DefaultLimit);
    private IReadOnlyList<ApprovalView>? _waiting;
    private ApprovalView? _one;

    /// <summary>Which request; none for all.</summary>
    [Parameter]
    public Guid? RequestId { get; set; }

    [Inject]
    private ApprovalQuery Query { get; set; } = null!;

    [Inject]
    private ApprovalCommands Commands { get; set; } = null!;

    [Inject]
    private IOptions<FourEyesOptions> Options { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Approvals];

    private string Asked => string.Join(", ", Options.Value.Kinds.Select(ApprovalWords.Of));

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        if (RequestId is { } id)
        {
            _one = await Query.FindAsync(Scope, id, cancel);
            _waiting ??= [];
            return;
        }

        await _decided.ReadAsync((page, token) => Query.ListAsync(Scope, new ApprovalFilter(IsOpen: false), page, token), cancel);
        _waiting = (await Query.ListAsync(
            Scope, new ApprovalFilter(IsOpen: true), new PageRequest(PageRequest.MaxLimit), cancel)).Items;
    }

    private RenderFragment Card(ApprovalView request) => builder =>
    {
        builder.OpenComponent<ApprovalCard>(0);
        builder.SetKey(request.Id);
        builder.AddComponentParameter(1, nameof(ApprovalCard.Request), request);
        builder.AddComponentParameter(2, nameof(ApprovalCard.Actor), Visitor.Actor);
        builder.AddComponentParameter(3, nameof(ApprovalCard.OnApprove), EventCallback.Factory.Create<ApprovalView>(this, ApproveAsync));
        builder.AddComponentParameter(4, nameof(ApprovalCard.OnReject), EventCallback.Factory.Create<ApprovalView>(this, RejectAsync));
        builder.AddComponentParameter(5, nameof(ApprovalCard.OnWithdraw), EventCallback.Factory.Create<ApprovalView>(this, WithdrawAsync));
        builder.CloseComponent();
    };

    private async Task ApproveAsync(ApprovalView request)
    {
        if (await ApproveDialog.AskAsync(Dialogs, request))
        {
            await Runner.RunAsync(() => Commands.ApproveAsync(Visitor.Actor, request.Id, Gone), L["IsApproved"]);
            Request();
        }
    }

    private async Task RejectAsync(ApprovalView request)
    {
        if (await RejectDialog.AskAsync(Dialogs, request) is { } reason)
        {
            await Runner.RunAsync(() => Commands.RejectAsync(Visitor.Actor, request.Id, reason, Gone), L["IsRejected"]);
            Request();
        }
    }

    private async Task WithdrawAsync(ApprovalView request)
    {
        await Runner.RunAsync(() => Commands.WithdrawAsync(Visitor.Actor, request.Id, Gone), L["IsWithdrawn"]);
        Request();
    }

    private void More()
    {
        _decided.Grow();
        Request();
    }
}
