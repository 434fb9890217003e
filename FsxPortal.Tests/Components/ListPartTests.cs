using Bunit;
using FsxPortal.Components;
using FsxPortal.Components.Lists;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FsxPortal.Tests.Components;

public sealed class ListPartTests : PartContext
{
    [Fact]
    public void An_empty_list_says_what_to_do()
    {
        var empty = Render<EmptyState>(p => p.Add(x => x.Title, "Nothing yet").AddChildContent("<a href='/policies'>Policies</a>"));

        Assert.Equal("Nothing yet", empty.Find(".empty-title").TextContent);
        Assert.Equal("/policies", empty.Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void More_can_be_asked_for_only_where_there_is_more(bool hasMore, int buttons)
    {
        var asked = 0;
        var more = Render<LoadMore>(p => p.Add(x => x.HasMore, hasMore).Add(x => x.OnClick, () => asked++));

        foreach (var button in more.FindAll("button"))
        {
            button.Click();
        }

        Assert.Equal((buttons, buttons), (more.FindAll("button").Count, asked));
    }

    [Theory]
    [InlineData(Severity.Error, "alert")]
    [InlineData(Severity.Warning, "status")]
    public void A_notice_interrupts_only_with_errors(Severity severity, string role) =>
        Assert.Equal(
            role, Render<Notice>(p => p.Add(x => x.Severity, severity).AddChildContent("Look")).Find("[role]").GetAttribute("role"));

    [Fact]
    public void The_head_of_a_page_names_it_leads_back_and_tells_of_trouble()
    {
        var head = Render<PageHead>(p =>
            p.Add(x => x.Title, "ant").Add(x => x.Up, "/file-systems").Add(x => x.UpText, "File systems")
                .Add(x => x.Trouble, "The database is busy."));

        Assert.Equal("ant", head.Find("h1").TextContent.Trim());
        Assert.Equal("File systems", head.Find("nav[aria-label=Breadcrumb] a[href='/file-systems']").TextContent);
        Assert.Equal("ant", head.Find("[aria-current=page]").TextContent);
        Assert.Contains("The database is busy.", head.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_show_progress_while_they_run_and_their_outcome_afterwards()
    {
        var table = Render<SessionTable>(p =>
            p.Add(x => x.Sessions, [View("Nightly", SessionState.Running), View("Weekly", SessionState.Failed)]));

        Assert.Equal(["Nightly", "Weekly"], table.FindAll("tbody a").Select(link => link.TextContent));
        Assert.Equal("Progress of Nightly", table.Find("[role=progressbar]").GetAttribute("aria-label"));
        Assert.Contains("1 of 3 done, 2 failed", table.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_whose_session_has_not_moved_is_not_drawn_again()
    {
        var session = View("Nightly", SessionState.Running);
        var row = Render<SessionRow>(p => p.Add(x => x.Session, session));
        var drawn = row.RenderCount;

        row.Render(p => p.Add(x => x.Session, session with { }));
        Assert.Equal(drawn, row.RenderCount);
        row.Render(p => p.Add(x => x.Session, session with { Percent = 80 }));

        Assert.Equal("80", row.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }

    [Theory]
    [InlineData("Remove it", true)]
    [InlineData("Cancel", false)]
    public async Task A_question_is_answered_by_its_buttons(string button, bool isYes)
    {
        Render<MudPopoverProvider>();
        var dialogs = Dialogs();
        var answer = dialogs.InvokeAsync(() =>
            ConfirmDialog.AskAsync(
                Services.GetRequiredService<IDialogService>(), "Remove it?", text => text.AddContent(0, "It is gone then."), "Remove it"));
        dialogs.WaitForAssertion(() => Assert.Contains("It is gone then.", dialogs.Markup, StringComparison.Ordinal));

        dialogs.FindAll("button").Single(choice => choice.TextContent == button).Click();

        Assert.Equal(isYes, await answer);
    }

    private static SessionView View(string title, SessionState state) => new()
    {
        Id = Rows.NewId(),
        Type = SessionType.Policy,
        Title = title,
        Slot = Rows.Now,
        Trigger = SessionTrigger.Schedule,
        State = state,
        Actor = "FsxPortal",
        Percent = 40,
        Counts = new TaskCounts(3, 0, 1, 0, 2, 0, 0),
    };
}
