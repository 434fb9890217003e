using System.Globalization;
using FsxPortal.Api;
using FsxPortal.Components.Lists;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Pages.Audit;

/// <summary>Who did what, and when; the filters are in the address, so that it can be sent to somebody.</summary>
public sealed partial class AuditList
{
    private readonly GrowingList<AuditView> _entries = new(PageRequest.DefaultLimit);
    private AuditCheck? _check;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Audit];

    [CascadingParameter]
    private LocalTime? Local { get; set; }

    [SupplyParameterFromQuery(Name = "actor")]
    private string? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "subject")]
    private string? Subject { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    private string? Outcome { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    // A day begins when it does for the visitor.
    private LocalTime Clock => Local ?? LocalTime.Utc;

    private bool IsFiltered => (Actor ?? Action ?? Subject ?? Outcome ?? From ?? To) is not null;

    private AuditFilter Wanted => new(
        Actor, Subject, Parse<AuditAction>(Action), DayOf(From) is { } first ? Clock.StartOf(first) : null,
        DayOf(To) is { } last ? Clock.EndOf(last) : null)
    {
        Outcome = Parse<AuditOutcome>(Outcome),
    };

    private static IEnumerable<(string, string)> Actions =>
        Enum.GetValues<AuditAction>().Select(action => (action.ToString(), AuditWords.Of(action))).OrderBy(choice => choice.Item2);

    private static IEnumerable<(string, string)> Outcomes =>
        Enum.GetValues<AuditOutcome>().Select(outcome => (outcome.ToString(), AuditWords.Of(outcome).Word));

    private string FileAddress => Navigation.GetUriWithQueryParameters(AuditFile.Path, new Dictionary<string, object?>
    {
        ["actor"] = Actor,
        ["subject"] = Subject,
        ["action"] = Wanted.Action?.ToString(),
        ["outcome"] = Wanted.Outcome?.ToString(),
        ["from"] = TextOf(Wanted.From),
        ["to"] = TextOf(Wanted.To),
    });

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        var filter = Wanted;
        await _entries.ReadAsync((page, token) => Query.ListAsync(Scope, filter, page, token), cancel);
        _check = await Query.CheckAsync(Scope, cancel);
    }

    private static string? TextOf(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private void Filter(string name, ChangeEventArgs change)
    {
        _entries.Shrink();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(name, change.Value is string { Length: > 0 } value ? value : null), replace: true);
    }

    private void More()
    {
        _entries.Grow();
        Request();
    }
}
