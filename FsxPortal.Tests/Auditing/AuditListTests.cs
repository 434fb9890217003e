using Bunit;
using FsxPortal.Auth.Visitors;
using FsxPortal.Core;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Pages.Audit;
using FsxPortal.Pages.Overview;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.People;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Auditing;

/// <summary>The page of the audit trail.</summary>
public sealed class AuditListTests : PageContext
{
    private static readonly Subject Gold = new(SubjectKind.Policy, Rows.NewId(), "Gold") { AwsAccount = Rows.Account };

    private Actor _visitor = Some.Administrator;

    [Fact]
    public async Task It_shows_who_did_what_from_where_and_what_is_different()
    {
        await WriteAsync(new AuditEvent(
            new Actor("Ann", PortalRoles.Administrator | PortalRoles.Operator) { Address = "192.0.2.7" }, AuditAction.ChangePolicy, Gold)
        {
            Reason = "Until 2026-03-20 12:00 UTC.",
            Before = """{"name":"Gold","keep":14}""",
            After = """{"name":"Gold","keep":7,"copy":true}""",
        });

        var page = Render<AuditList>();

        var row = page.FindComponents<AuditRow>()[0];
        Assert.Equal($"/policies/{Gold.Id}", row.Find("a").GetAttribute("href"));
        foreach (var text in new[] { "Ann", "192.0.2.7", "Change a policy", "Gold", "Administrator", "Operator", Rows.Account, "Done" })
        {
            Assert.Contains(text, row.Markup, StringComparison.Ordinal);
        }

        Assert.Equal("2 differences", row.Find("summary").TextContent);
        Assert.Equal(
            [("keep", "14", "7"), ("copy", "", "true")],
            row.FindAll(".differences > div").Select(one => (
                one.QuerySelector("dt")!.TextContent, one.QuerySelector("del")?.TextContent ?? "",
                one.QuerySelector("ins")!.TextContent.ToLowerInvariant())));
    }

    [Fact]
    public async Task Filters_are_in_the_address_and_in_that_of_the_file()
    {
        await WriteAsync(
            new AuditEvent(Some.Administrator, AuditAction.CreatePolicy, Gold), new AuditEvent(Actor.Portal, AuditAction.SyncVaults));
        Navigation.NavigateTo("/audit?action=CreatePolicy&from=2026-03-18");
        LiveIn("Europe/Berlin");
        var page = Render<AuditList>();
        Assert.Single(page.FindComponents<AuditRow>());

        page.Find("#actor").Change("nobody");

        Assert.EndsWith("/audit?action=CreatePolicy&from=2026-03-18&actor=nobody", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains(
            "/audit/csv?actor=nobody&action=CreatePolicy&from=2026-03-17T23%3A00%3A00Z",
            page.Find("a[download]").GetAttribute("href")!, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("No entry fits the filter", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_follows_what_is_recorded_and_says_when_it_was_verified()
    {
        var page = Render<AuditList>();
        Assert.Contains("Nothing is recorded yet", page.Markup, StringComparison.Ordinal);

        await WriteAsync(new AuditEvent(Actor.Portal, AuditAction.SyncVaults));
        await ChangeAsync(db =>
        {
            db.Settings.Add(new Setting(AuditCheck.Key, new AuditCheck(Rows.Now, 1234, null).ToString()));
            return Task.CompletedTask;
        });
        Publish("audit");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindComponents<AuditRow>().Count));
        Assert.Contains("1,234 entries, all of them as the portal wrote them.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_does_not_fit_is_told_here_and_on_the_first_page()
    {
        await WriteAsync(new AuditEvent(Actor.Portal, AuditAction.SyncVaults));
        await ChangeAsync(db =>
        {
            db.Settings.Add(new Setting(AuditCheck.Key, new AuditCheck(Rows.Now, 2, "The entry 2 is missing.").ToString()));
            return Task.CompletedTask;
        });

        Assert.Contains("The entry 2 is missing.", Render<AuditList>().Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("The entry 2 is missing.", Render<Overview>().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalRoles.Operator)]
    [InlineData(PortalRoles.ReadOnly)]
    public async Task Only_administrators_see_it(PortalRoles role)
    {
        await WriteAsync(new AuditEvent(Actor.Portal, AuditAction.SyncVaults));
        _visitor = new Actor("Rob", role);

        var page = Render<AuditList>();

        Assert.Empty(page.FindComponents<AuditRow>());
        Assert.Contains("Your role does not show the audit trail.", page.Markup, StringComparison.Ordinal);
    }

    protected override Visitor Visitor() => new SomeVisitor(_visitor);

    private async Task WriteAsync(params AuditEvent[] events)
    {
        await using var db = Database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await new AuditTrail(TrailKey.Keys, Services.GetRequiredService<Clocks>()).WriteAsync(db, events, Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
