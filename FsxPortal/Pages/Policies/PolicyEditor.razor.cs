using FsxPortal.Auth.Visitors;
using FsxPortal.Components;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Live;
using FsxPortal.Pages.Policies.Drafts;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SelectionMode = FsxPortal.Core.Domain.Policies.SelectionMode;

namespace FsxPortal.Pages.Policies;

/// <summary>Makes a policy, or changes one.</summary>
/// <remarks>What somebody types is never overwritten by what changes meanwhile: saving says so instead.</remarks>
public sealed partial class PolicyEditor : LiveComponent
{
    private const int MostProblems = 30;

    private PolicyDraft? _draft;
    private EditorPlaces? _places;
    private IReadOnlyList<FileSystemView> _fileSystems = [];
    private FieldProblems _problems = FieldProblems.None;
    private string _name = "";
    private Guid? _draftOf;
    private long? _version;
    private PolicyPreview? _preview;
    private bool _isPreview;
    private bool _isMissing;
    private bool _isSaving;
    private bool _isToBeRead;
    private ElementReference _summary;

    /// <summary>Which policy; none to make one.</summary>
    [Parameter]
    public Guid? PolicyId { get; set; }

    /// <summary>The file system for which a new policy is made; none for any.</summary>
    [SupplyParameterFromQuery(Name = "protect")]
    private string? Protect { get; set; }

    [Inject]
    private PolicyQuery Query { get; set; } = null!;

    [Inject]
    private InventoryQuery Inventory { get; set; } = null!;

    [Inject]
    private FileSystemQuery FileSystems { get; set; } = null!;

    [Inject]
    private PolicyCommands Commands { get; set; } = null!;

    [Inject]
    private PolicyPreviews Previews { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.FileSystems];

    private string Title => PolicyId is null ? L["New"] : _name.Length > 0 ? _name : L["Policy"];

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        _places = new EditorPlaces(await Inventory.AccountsAsync(Scope, cancel), await Inventory.VaultsAsync(Scope, cancel));
        _fileSystems = Scope.Shows(Area.FileSystems)
            ? (await FileSystems.ListAsync(Scope, new FileSystemFilter(), new PageRequest(PageRequest.MaxLimit), cancel)).Items : [];
        if (_draft is null || _draftOf != PolicyId)
        {
            await BeginAsync(cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isToBeRead)
        {
            _isToBeRead = false;
            await _summary.FocusAsync();
        }
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        var policy = PolicyId is { } id ? await Query.FindAsync(Scope, id, cancel) : null;
        _isMissing = PolicyId is not null && policy is null;
        _draft = _isMissing ? null : new PolicyDraft(policy?.Document ?? await ProposalAsync(cancel));
        _name = policy?.Name ?? "";
        _version = policy?.Version;
        _draftOf = PolicyId;
        _problems = FieldProblems.None;
        _preview = null;
    }

    // With one account there is nothing to choose, and a nightly backup is what most people want.
    private async Task<PolicyDocument> ProposalAsync(CancellationToken cancel)
    {
        var nightly = new PolicyDocument
        {
            TimeZone = "UTC",
            Account = _places!.Accounts is [var only] ? only.AwsAccount : null,
            Schedule = new Schedule { Daily = new DailyRule { Hours = [22], Retention = new Period(14, PeriodUnit.Days) } },
            Retry = new Retry { Attempts = 3 },
        };
        return Guid.TryParse(Protect, out var id) && await FileSystems.FindAsync(Scope, id, cancel) is { } fileSystem ? nightly with
        {
            Name = L["Protect", fileSystem.Name],
            Account = fileSystem.AwsAccount,
            Regions = [fileSystem.Region],
            Selection = new Selection
            {
                Mode = SelectionMode.Selected,
                Include = [fileSystem.AwsVolumeId is { } volume ? new SelectionRule { AwsVolumeId = volume }
                    : new SelectionRule { AwsFileSystemId = fileSystem.AwsFileSystemId }],
            },
        } : nightly;
    }

    private async Task SaveAsync()
    {
        _isPreview = false;
        if (await WithValidAsync(SendAsync))
        {
            Navigation.NavigateTo("/policies");
        }
    }

    private async Task PreviewAsync()
    {
        _isPreview = true;
        await WithValidAsync(async document =>
            _preview = await Previews.ReadAsync(Scope, document, PolicyId, RetentionChange.AskFirst, Gone));
    }

    // What is wrong is said beside its field, whatever was to be done with the document.
    private async Task<bool> WithValidAsync(Func<PolicyDocument, Task> use)
    {
        var document = _draft!.ToDocument();
        List<Problem> problems = [.. _draft.Problems()];
        _isSaving = true;
        var used = await Runner.RunAsync(
            async () =>
            {
                problems.AddRange(await Previews.ValidateAsync(Scope, document, PolicyId, Gone));
                if (problems.Count == 0)
                {
                    await use(document);
                }
            },
            null);
        _isSaving = false;
        _problems = new FieldProblems(problems);
        _isToBeRead = problems.Count > 0;
        return used && problems.Count == 0;
    }

    private async Task SendAsync(PolicyDocument document)
    {
        if (PolicyId is not { } id)
        {
            await Commands.CreateAsync(Visitor.Actor, document, null, Gone);
            return;
        }

        // Only what this edit ends sooner is asked about, not what ends soon anyway.
        var preview = await Previews.ReadAsync(Scope, document, id, RetentionChange.AskFirst, Gone);
        if (preview.Digest is null)
        {
            await Commands.ChangeAsync(Visitor.Actor, id, document, _version, RetentionWish.AskFirst, Gone);
        }
        else if (await DeletionDialog.AskAsync(Dialogs, _name, preview) is { } wish)
        {
            // Minutes may have passed in the dialog.
            await Visitor.ConfirmAsync(Gone);
            await Commands.ChangeAsync(Visitor.Actor, id, document, _version, wish, Gone);
        }
        else
        {
            throw new OperationCanceledException("The visitor went back to the editor.");
        }
    }
}
