using System.Data.Common;
using FsxPortal.Auth.Visitors;
using FsxPortal.Components.Texts;
using FsxPortal.Core;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Progress;
using Microsoft.AspNetCore.Components;

namespace FsxPortal.Live;

/// <summary>A page that shows what is in the database, and follows when that changes.</summary>
/// <remarks>
/// It listens before its first read, so no change falls between the two. A read that fails leaves what was shown, says so, and
/// is repeated until it succeeds.
/// </remarks>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TextTable L = new(typeof(LiveComponent));
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly List<IDisposable> _subscriptions = [];
    private IReadOnlyList<string> _topics = [];
    private Throttle? _throttle;
    private ITimer? _retry;

    protected LiveComponent() => Gone = _gone.Token;

    [Inject]
    private ProgressFeed Feed { get; set; } = null!;

    [Inject]
    private JointReads Reads { get; set; } = null!;

    [Inject]
    private Clocks Clocks { get; set; } = null!;

    /// <summary>Who looks at the page.</summary>
    [Inject]
    protected Visitor Visitor { get; set; } = null!;

    [Inject]
    private ILogger<LiveComponent> Log { get; set; } = null!;

    /// <summary>What the page follows. Read again whenever its parameters change.</summary>
    protected abstract IReadOnlyList<string> Topics { get; }

    /// <summary>How long the page rests between two reads.</summary>
    protected virtual TimeSpan Rest => TimeSpan.FromMilliseconds(250);

    /// <summary>Canceled once the visitor has left the page.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Why the page shows nothing, or something old; none while all is well.</summary>
    protected string? Trouble { get; private set; }

    /// <summary>Whether buttons work: not before the page is connected.</summary>
    protected bool IsLive => RendererInfo.IsInteractive;

    /// <summary>Whether the visitor may change things: what one may not do is not offered.</summary>
    protected bool MayOperate => Visitor.Actor.MayOperate;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task RefreshAsync(CancellationToken cancel);

    /// <summary>What the page may show, of which every query wants to know.</summary>
    protected Scope Scope => Visitor.Scope;

    /// <summary>Reads together with all who look at the same and may see the same.</summary>
    /// <param name="question">What is asked, with everything that the answer depends
    /// on besides <see cref="Topics"/>: a tuple or a record.</param>
    /// <param name="read">Asks.</param>
    /// <param name="cancel">Gives up waiting.</param>
    protected Task<T> ShareAsync<T>(object question, Func<Task<T>> read, CancellationToken cancel) =>
        Reads.ReadAsync(Topics, (GetType(), Scope, question), read, cancel);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        Listen();
        return ReadAsync();
    }

    /// <summary>Reads again soon.</summary>
    protected void Request() => _throttle?.Request();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        LetGo();
        _throttle?.Dispose();
        if (_retry is not null)
        {
            await _retry.DisposeAsync();
        }

        await _gone.CancelAsync();
        _gone.Dispose();
    }

    private void Listen()
    {
        if (!RendererInfo.IsInteractive || _topics.SequenceEqual(Topics, StringComparer.Ordinal))
        {
            return;
        }

        LetGo();
        _topics = [.. Topics];
        _throttle ??= new Throttle(Clocks.Technical, Rest, () => InvokeAsync(ReadAndShowAsync));
        _retry ??= Clocks.Technical.CreateTimer(_ => Request(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _subscriptions.AddRange(_topics.Select(topic => Feed.Subscribe(topic, _ => Request())));
    }

    private void LetGo()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        _subscriptions.Clear();
    }

    private async Task ReadAndShowAsync()
    {
        await ReadAsync();
        if (!_gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await _reading.WaitAsync(Gone);
            try
            {
                await RefreshAsync(Gone);
                Trouble = null;
            }
            finally
            {
                _reading.Release();
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // Nobody looks at the page any more.
        }
        catch (NotAllowedException refusal)
        {
            // Asking again would not help: a role that changes has the page loaded anew.
            Trouble = refusal.Message;
        }
        catch (Exception failure)
        {
            Suffer(failure);
        }
    }

    private void Suffer(Exception failure)
    {
        if (Trouble is null)
        {
            Log.LogWarning(failure, "The page {Page} could not be read", GetType().Name);
        }

        Trouble = failure is DbException
            ? L["Unavailable"]
            : L["Failed"];
        _retry?.Change(_retryAfter, Timeout.InfiniteTimeSpan);
    }
}
