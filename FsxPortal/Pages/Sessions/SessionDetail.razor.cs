using FsxPortal.Auth.Visitors;
using FsxPortal.Components;
using FsxPortal.Components.Lists;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Pages.Sessions;

/// <summary>A session, watched while it runs and read when it is over.</summary>
public sealed partial class SessionDetail
{
    private readonly GrowingList<TaskView> _tasks = new(100);
    private readonly GrowingList<LogView> _log = new(200);
    private SessionView? _session;
    private SessionResult? _result;
    private bool _isMissing;

    [Parameter, EditorRequired]
    public Guid SessionId { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics => [ProgressTopic.Session(SessionId)];

    [Inject]
    private SessionQuery Query { get; set; } = null!;

    [Inject]
    private SessionCommands Commands { get; set; } = null!;

    [Inject]
    private TaskCommands Tasks { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "level")]
    private string? Level { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    // Each tenth is news; each percent would talk without end.
    private string Announcement => _session switch
    {
        { IsOpen: true } session => L["Announcement", session.Percent / 10 * 10],
        { } session => L["Ended", Look.Of(session.State).Word],
        null => "",
    };

    /// <inheritdoc/>
    protected override async Task RefreshAsync(CancellationToken cancel)
    {
        var id = SessionId;
        var session = await ShareAsync(id, () => Query.FindAsync(Scope, id, CancellationToken.None), cancel);
        await _tasks.ReadAsync((page, token) =>
            ShareAsync((id, page), () => Query.TasksAsync(Scope, id, page, CancellationToken.None), token), cancel);
        var filter = new LogFilter(Enum.TryParse<LogLevel>(Level, ignoreCase: true, out var level) ? level : null, Text);
        await _log.ReadAsync((page, token) =>
            ShareAsync((id, filter, page), () => Query.LogAsync(Scope, id, filter, page, CancellationToken.None), token), cancel);
        var known = _session?.Id == id ? _result : null;
        _result = session is { IsOpen: false, Type: SessionType.Policy, Counts.Total: > 0 }
            ? known ?? await Query.ResultAsync(Scope, id, cancel) : null;
        (_session, _isMissing) = (session, session is null);
    }

    private async Task StopAsync()
    {
        if (await ConfirmDialog.AskAsync(Dialogs, L["StopTitle"], text => text.AddContent(0, L["StopText"].Value), L["Stop"]))
        {
            await Runner.RunAsync(() => Commands.StopAsync(Visitor.Actor, SessionId, Gone), L["Stopped"]);
            Request();
        }
    }

    private async Task LetGoAsync(TaskView task)
    {
        if (await ConfirmDialog.AskAsync(
            Dialogs, L["LetGoTitle", task.FileSystemName], text => text.AddContent(0, L["LetGoText"].Value), L["LetGo"]))
        {
            await Runner.RunAsync(
                () => Tasks.LetGoAsync(Visitor.Actor, SessionId, task.Id, Gone), L["LetGone", task.FileSystemName]);
            Request();
        }
    }

    private void Filter((string Name, ChangeEventArgs Change) filter)
    {
        _log.Shrink();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(filter.Name, filter.Change.Value is string { Length: > 0 } value ? value : null),
            replace: true);
    }

    private void MoreTasks()
    {
        _tasks.Grow();
        Request();
    }

    private void MoreLines()
    {
        _log.Grow();
        Request();
    }
}
