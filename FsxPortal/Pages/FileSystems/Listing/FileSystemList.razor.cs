using FsxPortal.Auth.Visitors;
using FsxPortal.Components;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Live;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.FileSystems.Listing;

/// <summary>All file systems, filtered, sorted and grouped as the address says.</summary>
public sealed partial class FileSystemList : LiveComponent
{
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private IReadOnlyList<FileSystemLine>? _lines;
    private Dictionary<string, string> _accounts = [];
    private ListChoices _choices = new();
    private ListWish _wish = new();
    private ListSheet? _sheet;

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
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "account")]
    private string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "region")]
    private string? Region { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    private string? Type { get; set; }

    [SupplyParameterFromQuery(Name = "policy")]
    private string? Policy { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    private string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.FileSystems];

    // The whole fleet is read at once: the page rests longer than others between two reads.
    /// <inheritdoc/>
    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    private ListWish Wish => new()
    {
        Search = Search,
        State = Value<ProtectionState>(State),
        Account = Account,
        Region = Region,
        Type = Value<FileSystemType>(Type),
        Policy = Policy,
        Tag = Tag,
        Group = Value<Grouping>(Group) ?? Grouping.None,
        Sort = Sort ?? "name",
    };

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (_lines is null || !IsLive)
        {
            return base.OnParametersSetAsync();
        }

        // Another filter over what was read a moment ago.
        Arrange();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        _accounts = (await Inventory.AccountsAsync(Scope, cancel)).DistinctBy(account => account.AwsAccount)
            .ToDictionary(account => account.AwsAccount, account => account.Name);
        _lines = await ShareAsync(nameof(Query), () => Query.LinesAsync(Scope, CancellationToken.None), cancel);
        var names = await Policies.NamesAsync(Scope, Guid.TryParse(Policy, out var id) ? id : null, cancel);
        _choices = ListChoices.Of(_lines, _accounts, names);
        Arrange();
    }

    private static T? Value<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private void Arrange()
    {
        if (_wish.Group != Wish.Group)
        {
            _closed.Clear();
        }

        _wish = Wish;
        _sheet = _lines is null ? null : ListSheet.Of(_lines, _wish, _accounts, _closed, L["NoPolicy"]);
    }

    private void Change(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);

    private void Sorted(string by) => Change("sort", by == "name" ? null : by);

    private void Toggle(string group)
    {
        if (!_closed.Remove(group))
        {
            _closed.Add(group);
        }

        Arrange();
    }

    private void OpenAll()
    {
        _closed.Clear();
        Arrange();
    }

    private void CloseAll()
    {
        _closed.UnionWith(_sheet!.Entries.Select(entry => entry.Group?.Key).OfType<string>());
        Arrange();
    }

    private Task SyncAsync() => Runner.RunAsync(
        async () => Navigation.NavigateTo($"/sessions/{await Commands.SyncAsync(Visitor.Actor, Gone)}"), null);
}
