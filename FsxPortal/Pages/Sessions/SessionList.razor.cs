using System.Globalization;
using FsxPortal.Components.Lists;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.Sessions;

/// <summary>What ran, and what runs; the filters are in the address, so that it can be sent to somebody.</summary>
public sealed partial class SessionList
{
    private readonly GrowingList<SessionView> _sessions = new(PageRequest.DefaultLimit);
    private PolicyNames? _policies;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Sessions];

    [CascadingParameter]
    private LocalTime? Local { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "policy")]
    private string? Policy { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    private string? Type { get; set; }

    [SupplyParameterFromQuery(Name = "trigger")]
    private string? Trigger { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    private Guid? PolicyId => Guid.TryParse(Policy, out var id) ? id : null;

    // A day begins when it does for the visitor.
    private LocalTime Clock => Local ?? LocalTime.Utc;

    private bool IsFiltered => (State ?? Type ?? Trigger ?? From ?? To ?? Policy) is not null;

    private (string, string)[] Types =>
    [
        (nameof(SessionType.Policy), L["PolicyRun"]), (nameof(SessionType.Retention), L["Retention"]),
        (nameof(SessionType.Sync), L["Sync"]),
    ];

    private (string, string)[] Triggers =>
    [
        (nameof(SessionTrigger.Schedule), L["Schedule"]), (nameof(SessionTrigger.Manual), L["ByHand"]),
        (nameof(SessionTrigger.CatchUp), L["CatchUp"]),
    ];

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        _policies ??= Scope.Shows(Area.Policies) ? await Policies.NamesAsync(Scope, PolicyId, cancel) : new PolicyNames([], 0);
        var filter = new SessionFilter(PolicyId, Parse<SessionState>(State), Parse<SessionType>(Type))
        {
            Trigger = Parse<SessionTrigger>(Trigger),
            From = DayOf(From) is { } first ? Clock.StartOf(first) : null,
            To = DayOf(To) is { } last ? Clock.EndOf(last) : null,
        };
        await _sessions.ReadAsync((page, token) => Query.ListAsync(Scope, filter, page, token), cancel);
    }

    private static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private void Filter(string name, ChangeEventArgs change)
    {
        _sessions.Shrink();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(name, change.Value is string { Length: > 0 } value ? value : null), replace: true);
    }

    private void More()
    {
        _sessions.Grow();
        Request();
    }
}
