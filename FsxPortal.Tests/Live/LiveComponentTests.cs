using Bunit;
using FsxPortal.Live;
using FsxPortal.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FsxPortal.Tests.Live;

public sealed class LiveComponentTests : PageContext
{
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
        page.WaitForAssertion(() => Assert.Equal("read 1 This page could not be read. It is tried again every few seconds; the log of the portal says why.", page.Markup));

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
