using System.Text.RegularExpressions;
using FsxPortal.Auth.Claims;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using Microsoft.AspNetCore.SignalR;

namespace FsxPortal.Live;

/// <summary>Tells programs what changes: <c>Subscribe(topic)</c>, then <c>Changed(topic, version)</c>.</summary>
/// <remarks>Pages do not use it: they sit on a connection of their own already.</remarks>
public sealed partial class ProgressHub(
    ProgressFeed feed, IHubContext<ProgressHub> hub, SessionQuery sessions,
    FileSystemQuery fileSystems) : Hub
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/progress";

    /// <summary>The most topics of one connection.</summary>
    public const int MaxTopics = 100;

    private static readonly object _key = new();

    // A connection's calls come one after the other: nothing here needs a lock.
    private Dictionary<string, IDisposable> Topics => (Dictionary<string, IDisposable>)Context.Items[_key]!;

    private Scope Scope => SignedIn.Actor(Context.User!).Scope;

    /// <summary>Follows a topic. Following it twice changes nothing.</summary>
    /// <exception cref="HubException">There is no such topic, the caller's role does not show it, or the connection follows too many.
    /// </exception>
    public async Task Subscribe(string topic)
    {
        if (topic is null || !TopicName().IsMatch(topic))
        {
            throw new HubException("Unknown topic. Use sessions, policies, file-systems, lanes, session:<id> or file-system:<id>.");
        }

        if (!Scope.Shows(AreaOf(topic)))
        {
            throw new HubException("Your role does not show what this topic is about. Ask a Portal Administrator.");
        }

        if (Topics.ContainsKey(topic))
        {
            return;
        }

        if (Topics.Count >= MaxTopics)
        {
            throw new HubException($"A connection follows at most {MaxTopics} topics.");
        }

        if (!await IsShownAsync(topic))
        {
            throw new HubException("There is no such thing, or it lies in an account that you do not see.");
        }

        var client = hub.Clients.Client(Context.ConnectionId);
        Topics[topic] = feed.Subscribe(topic, change => _ = client.SendAsync("Changed", change.Topic, change.Version));
    }

    /// <summary>Follows a topic no longer.</summary>
    public void Unsubscribe(string topic)
    {
        if (topic is not null && Topics.Remove(topic, out var subscription))
        {
            subscription.Dispose();
        }
    }

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        Context.Items[_key] = new Dictionary<string, IDisposable>(StringComparer.Ordinal);
        return base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var subscription in Topics.Values)
        {
            subscription.Dispose();
        }

        return base.OnDisconnectedAsync(exception);
    }

    // Lists tell that something in them has changed, and not what. Who sees all accounts may name what is to come.
    private async Task<bool> IsShownAsync(string topic) => (Scope.Accounts, topic.Split(':')) switch
    {
        (null, _) or (_, [_]) => true,
        (_, ["session", var id]) => await sessions.FindAsync(Scope, Guid.Parse(id), Context.ConnectionAborted) is not null,
        (_, [_, var id]) => await fileSystems.FindAsync(Scope, Guid.Parse(id), Context.ConnectionAborted) is not null,
        _ => false,
    };

    private static Area AreaOf(string topic) => topic.Split(':')[0] switch
    {
        ProgressTopic.Policies => Area.Policies,
        ProgressTopic.FileSystems or "file-system" => Area.FileSystems,
        _ => Area.Sessions,
    };

    [GeneratedRegex(@"^(sessions|policies|file-systems|lanes|(session|file-system):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\z")]
    private static partial Regex TopicName();
}
