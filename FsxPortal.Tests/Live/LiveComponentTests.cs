using Bunit;
using FsxPortal.Auth.Visitors;
using FsxPortal.Core.Domain;
using FsxPortal.Live;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FsxPortal.Tests.Live;

public sealed class LiveComponentTests : PageContext
{
    private readonly Queue<Scope> _scopes = [];

    [Fact]
    public void It_listens_before_it_reads()
    {
        var listening = 0;

        Render<Probe>(p => p.Add(probe => probe.Reading, () => listening = Feed.Subscriptions));

        Assert.Equal(1, listening);
    }

    [Fact]
    public void A_prerendered_page_reads_but_does_not_listen()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var page = Render<Probe>();

        Assert.Equal("read 1", page.Markup);
        Assert.Equal(0, Feed.Subscriptions);
    }

    [Fact]
    public void A_change_is_read()
    {
        var page = Render<Probe>();

        Publish("sessions");

        page.WaitForAssertion(() => Assert.Equal("read 2", page.Markup));
    }

    [Fact]
    public void A_page_for_another_thing_follows_that_thing_only()
    {
        var page = Render<Probe>();

        page.Render(p => p.Add(probe => probe.Topic, "policies"));

        Assert.Equal(1, Feed.Subscriptions);
        Publish("policies");
        page.WaitForAssertion(() => Assert.Equal("read 3", page.Markup));
    }

    [Fact]
    public void A_failed_read_keeps_what_was_shown_and_is_repeated()
    {
        var fails = false;
        var page = Render<Probe>(p => p.Add(probe => probe.Reading, () => _ = fails ? throw new InvalidOperationException("broken") : 0));

        fails = true;
        Publish("sessions");
        page.WaitForAssertion(() =>
            Assert.Equal(
                "read 1 This page could not be read. It is tried again every few seconds; the log of the portal says why.", page.Markup));

        fails = false;
        Turn(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Equal("read 2", page.Markup));
    }

    [Fact]
    public async Task Leaving_the_page_cancels_its_read()
    {
        var page = Render<Probe>();
        var gone = page.Instance.IsGone;

        await DisposeComponentsAsync();

        Assert.True(gone.IsCancellationRequested);
    }

    [Fact]
    public void Those_who_may_see_the_same_read_together_and_others_for_themselves()
    {
        foreach (var accounts in new string[]?[] { ["111122223333"], ["999988887777"], ["111122223333"], null })
        {
            _scopes.Enqueue(new Scope(PortalRoles.Operator, accounts));
        }

        var answers = new List<string>();

        var shown = Enumerable.Range(0, 4).Select(_ => Render<SharingProbe>(p => p.Add(probe => probe.Answers, answers)).Markup).ToList();

        Assert.Equal(["111122223333", "999988887777", "111122223333", "all"], shown);
        Assert.Equal(["111122223333", "999988887777", "all"], answers);
    }

    protected override Visitor Visitor() =>
        new SomeVisitor(Some.Administrator with { Scope = _scopes.TryDequeue(out var scope) ? scope : Scope.Everything });

    /// <summary>Shows what it may see.</summary>
    public sealed class SharingProbe : LiveComponent
    {
        private string _shown = "";

        [Parameter]
        public List<string> Answers { get; set; } = [];

        protected override IReadOnlyList<string> Topics => ["sessions"];

        protected override async Task RefreshAsync(CancellationToken cancel) =>
            _shown = await ShareAsync("what", () => Task.FromResult(Answer()), cancel);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _shown);

        private string Answer()
        {
            Answers.Add(Scope.Accounts is { } accounts ? string.Join(',', accounts) : "all");
            return Answers[^1];
        }
    }

    public sealed class Probe : LiveComponent
    {
        private int _reads;

        [Parameter]
        public string Topic { get; set; } = "sessions";

        [Parameter]
        public Action? Reading { get; set; }

        public CancellationToken IsGone => Gone;

        protected override IReadOnlyList<string> Topics => [Topic];

        protected override Task RefreshAsync(CancellationToken cancel)
        {
            Reading?.Invoke();
            _reads++;
            return Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"read {_reads} {Trouble}".Trim());
    }
}
