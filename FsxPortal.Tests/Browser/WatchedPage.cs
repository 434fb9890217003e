using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FsxPortal.Tests.Browser;

/// <summary>A page that remembers everything that went wrong in it.</summary>
public sealed partial class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _wrong = new();

    public WatchedPage(IPage page, string baseUrl)
    {
        Page = page;
        page.Request += (_, request) =>
            Note(!request.Url.StartsWith(baseUrl, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"left the portal: {request.Url}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} {response.Url}");
        page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => _wrong.Enqueue($"script: {error}");
    }

    public IPage Page { get; }

    /// <summary>Waits until the page is live: its circuit answers clicks.</summary>
    public Task LiveAsync() => Page.Locator("#portal-search:enabled").First.WaitForAsync();

    /// <summary>Waits until a session is shown; a page that stays where it was says in the failure what it showed.</summary>
    /// <remarks>The address is looked at again and again: waiting for the navigation
    /// misses one that was over before the waiting began.</remarks>
    public async Task ArriveAtSessionAsync()
    {
        try
        {
            await Assertions.Expect(Page).ToHaveURLAsync(SessionPage());
        }
        catch (PlaywrightException)
        {
            Assert.Fail($"Still at {Page.Url}. {string.Join("; ", _wrong)}\n{await Page.Locator("body").InnerTextAsync()}");
        }
    }

    /// <summary>Nothing went wrong so far.</summary>
    public void AssertClean() => Assert.Empty(_wrong);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    [GeneratedRegex("/sessions/[0-9a-f-]{36}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionPage();

    private void Note(bool isWrong, string what)
    {
        if (isWrong)
        {
            _wrong.Enqueue(what);
        }
    }
}
