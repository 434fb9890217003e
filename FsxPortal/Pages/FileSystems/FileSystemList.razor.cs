using FsxPortal.Components;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.FileSystems;

/// <summary>All file systems, filtered by what the address says.</summary>
public sealed partial class FileSystemList : LiveComponent
{
    private readonly GrowingList<FileSystemView> _fileSystems = new(PageRequest.DefaultLimit);
    private IReadOnlyList<PolicyView>? _policies;
    private IReadOnlyList<string>? _regions;

    [Inject]
    private FileSystemQuery Query { get; set; } = null!;

    [Inject]
    private PolicyQuery Policies { get; set; } = null!;

    [Inject]
    private InventoryQuery Inventory { get; set; } = null!;

    [Inject]
    private SessionCommands Commands { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "region")]
    private string? Region { get; set; }

    [SupplyParameterFromQuery(Name = "policy")]
    private Guid? PolicyId { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.FileSystems];

    private bool IsFiltered => Search is not null || State is not null || Region is not null || PolicyId is not null;

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        _policies ??= await Policies.ListAsync(cancel);
        _regions ??= [.. (await Inventory.AccountsAsync(cancel)).SelectMany(account => account.Regions).Distinct().Order(StringComparer.Ordinal)];
        var filter = new FileSystemFilter(
            Search, Enum.TryParse<ProtectionState>(State, ignoreCase: true, out var state) ? state : null, Region, PolicyId);
        await _fileSystems.ReadAsync((page, token) => Query.ListAsync(filter, page, token), cancel);
    }

    private void Filter(string name, ChangeEventArgs change)
    {
        _fileSystems.Shrink();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, change.Value is string { Length: > 0 } value ? value : null), replace: true);
    }

    private void More()
    {
        _fileSystems.Grow();
        Request();
    }

    private Task SyncAsync() => Runner.RunAsync(
        async () => Navigation.NavigateTo($"/sessions/{await Commands.SyncAsync(Visitor.Actor, Gone)}"), null);
}
