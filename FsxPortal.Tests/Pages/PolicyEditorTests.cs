using Bunit;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Progress;
using FsxPortal.Pages.Policies;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Pages;

public sealed class PolicyEditorTests : PageContext
{
    [Fact]
    public async Task A_policy_is_made_and_saved_as_it_was_typed()
    {
        await AddPlacesAsync();
        var page = Render<PolicyEditor>();

        await page.Find("#name").ChangeAsync(new() { Value = "Nightly" });
        await page.Find("input[type=checkbox][value], .checks input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("#vault-eu-central-1").ChangeAsync(new() { Value = "portal-vault" });
        await page.Find("#copy-region-eu-central-1").ChangeAsync(new() { Value = "eu-west-1" });
        page.Find("button[aria-label='Copy at 06:00']").Click();
        await page.Find("#daily-keep-copies").ChangeAsync(new() { Value = "21" });
        page.Find("form").Submit();

        var document = (await SingleAsync()).Document;
        Assert.Equal("Nightly", document.Name);
        Assert.Equal(Rows.Account, document.Account);
        Assert.Equal(["eu-central-1"], document.Regions);
        Assert.Equal(new CopyTarget { Region = "eu-west-1", Vault = "portal-copies" }, document.Copies!["eu-central-1"]);
        Assert.Equal([6, 22], document.Schedule!.Daily!.Hours);
        Assert.Equal([6], document.Schedule.Daily.Copy!.Hours);
        Assert.Equal(new Period(21, PeriodUnit.Days), document.Schedule.Daily.Copy.Retention);
        Assert.EndsWith("/policies", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_rule_has_its_panel_its_sentence_and_its_place_in_the_document()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily", copies: true);
        await Database.AddAsync(policy);
        var page = Edit(policy);

        await page.Find("#weekly-on").ChangeAsync(new() { Value = true });
        page.Find("button[aria-label='Copy on Thu']").Click();
        await page.Find("#weekly-keep-copies").ChangeAsync(new() { Value = "3" });
        await page.Find("#monthly-on").ChangeAsync(new() { Value = true });
        page.Find("button[aria-label='Backup in Feb']").Click();
        await page.Find("select#monthly-day").ChangeAsync(new() { Value = "Last" });
        await page.Find("select[aria-label='Weekday']").ChangeAsync(new() { Value = "" });
        await page.Find("#yearly-on").ChangeAsync(new() { Value = true });
        await page.Find("#yearly-month").ChangeAsync(new() { Value = "3" });
        await page.Find("#yearly-time").ChangeAsync(new() { Value = "5:30" });

        Assert.Equal(
            "Keeps the 06:00 backups of Monday and Thursday for 2 months; copies of Thursday for 3 months.",
            page.Find("#weekly-sentence").TextContent);
        Assert.StartsWith(
            "Keeps the 06:00 backup of the last day of January, March,", page.Find("#monthly-sentence").TextContent,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "No more frequent rule runs at that time: it makes runs of its own.", page.Find("#yearly-sentence").TextContent,
            StringComparison.Ordinal);
        page.Find("form").Submit();

        var schedule = (await SingleAsync()).Document.Schedule!;
        Assert.Equal(DaySet.Of([DayOfWeek.Thursday]), schedule.Weekly!.Copy!.Days);
        Assert.Equal(new MonthDay { Ordinal = MonthOrdinal.Last }, schedule.Monthly!.On);
        Assert.DoesNotContain(2, schedule.Monthly.Months);
        Assert.Equal(
            ("05:30", 3, new Period(7, PeriodUnit.Years)),
            (schedule.Yearly!.Time, schedule.Yearly.Month!.Value, schedule.Yearly.Retention!));
    }

    [Theory]
    [InlineData("Save and delete", true, false)]
    [InlineData("For new restore points only", true, true)]
    [InlineData("Back to the editor", false, false)]
    public async Task An_edit_that_deletes_restore_points_asks_first(string answer, bool isSaved, bool isForNewPoints)
    {
        await AddPlacesAsync();
        var (policy, fileSystem) = (Rows.Policy("Daily"), Rows.FileSystem("ant"));
        await Database.AddAsync(
            policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-3), policy: policy),
            Rows.Point(fileSystem, Rows.Now.AddHours(-1), policy: policy));
        await ChangeAsync(db => ProtectionBook.AssignAllAsync(db, Cancel));
        var dialogs = Dialogs();
        var page = Edit(policy);
        await page.Find("#daily-keep").ChangeAsync(new() { Value = "2" });

        page.Find("form").Submit();
        dialogs.WaitForAssertion(() =>
            Assert.Contains("1 restore point goes with the next retention pass", dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("Daily ended", dialogs.Find(".deletions li").TextContent, StringComparison.Ordinal);
        dialogs.FindAll("button").Single(button => button.TextContent == answer).Click();

        page.WaitForAssertion(() => Assert.False(page.Find("fieldset").HasAttribute("disabled")));
        var saved = await SingleAsync();
        Assert.Equal((isSaved ? 2 : 1, isForNewPoints, false), (saved.Version, saved.RetentionFrom is not null, saved.Pending is not null));
    }

    [Fact]
    public async Task The_preview_says_what_the_policy_would_do_and_saves_nothing()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily");
        await Database.AddAsync(policy, Rows.FileSystem("ant"), Rows.Policy("First", priority: 0), Rows.FileSystem("bee"));
        var page = Edit(policy);

        page.FindAll("button").Single(button => button.TextContent == "Preview").Click();

        page.WaitForAssertion(() => Assert.Equal("It backs up no file system.", page.Find(".sentences li").TextContent));
        Assert.Contains("The policy 'First' has the higher priority.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(8, page.FindAll("ol.runs li").Count);
        Assert.DoesNotContain(await PoliciesAsync(), saved => saved.Version > 1);
    }

    [Fact]
    public async Task A_rule_that_is_wrong_says_so_in_the_words_of_the_API()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily");
        await Database.AddAsync(policy);
        var page = Edit(policy);

        await page.Find("#weekly-on").ChangeAsync(new() { Value = true });
        page.Find("button[aria-label='Backup on Mon']").Click();
        await page.Find("#weekly-time").ChangeAsync(new() { Value = "" });
        await page.Find("#weekly-keep").ChangeAsync(new() { Value = "0" });
        page.Find("form").Submit();

        Assert.Equal("Not complete yet.", page.Find("#weekly-sentence").TextContent);
        Assert.Equal("Say at which time it runs, for example 06:00.", page.Find("#weekly-time-problem").TextContent);
        Assert.Equal(
            ["Say at which time it runs, for example 06:00.", "Choose at least one day.", "Retention is a number from 1 to 1188 months."],
            page.FindAll(".problems li").Select(problem => problem.TextContent));
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_saved()
    {
        await AddPlacesAsync();
        var page = Render<PolicyEditor>();

        page.Find("form").Submit();

        var name = page.Find("#name");
        Assert.Equal("true", name.GetAttribute("aria-invalid"));
        Assert.Equal("Give the policy a name.", page.Find($"#{name.GetAttribute("aria-describedby")}").TextContent);
        Assert.Contains("Choose at least one Region.", page.Find("#regions-problem").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".problems li").Count);
        await using var db = Database.CreateDbContext();
        Assert.False(await db.Policies.AnyAsync(Cancel));
    }

    [Fact]
    public async Task An_existing_policy_comes_back_unchanged_when_nothing_is_touched()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily", copies: true);
        await Database.AddAsync(policy);
        var page = Edit(policy);

        page.Find("form").Submit();

        var stored = await SingleAsync();
        Assert.Equal((policy.Version, policy.ChangedAt), (stored.Version, stored.ChangedAt));
        Assert.Equal(PolicyJson.Write(policy.Document), PolicyJson.Write(stored.Document));
    }

    [Fact]
    public async Task Somebody_elses_change_is_not_overwritten()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily");
        await Database.AddAsync(policy);
        var page = Edit(policy);
        var snackbars = Snackbars();
        await ChangeAsync(async db => (await db.Policies.SingleAsync(Cancel)).Enable(false, Rows.Now));

        page.Find("form").Submit();

        snackbars.WaitForAssertion(() => Assert.Contains("was changed meanwhile", snackbars.Markup, StringComparison.Ordinal));
        Assert.False((await SingleAsync()).Enabled);
    }

    [Fact]
    public async Task What_is_typed_survives_a_refresh()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy();
        await Database.AddAsync(policy);
        var page = Edit(policy);
        await page.Find("#name").ChangeAsync(new() { Value = "Half" });

        await Database.AddAsync(Rows.FileSystem("late"));
        Publish(ProgressTopic.FileSystems);

        page.WaitForAssertion(() => Assert.Contains("late", page.Find("#exclude-known").TextContent, StringComparison.Ordinal));
        Assert.Equal("Half", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public async Task A_file_system_is_included_by_its_id_or_a_tag()
    {
        await AddPlacesAsync();
        var policy = Rows.Policy("Daily");
        await Database.AddAsync(policy);
        var page = Edit(policy);

        await page.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "on" });
        await page.Find("#include-key").ChangeAsync(new() { Value = "env" });
        await page.Find("#include-value").ChangeAsync(new() { Value = "prod" });
        page.Find("button[aria-label='Add the tag to Included']").Click();
        await page.Find("#exclude-id").ChangeAsync(new() { Value = "fs-0123456789abcdef0" });
        page.Find("button[aria-label='Add the file system to Excluded']").Click();
        page.Find("form").Submit();

        var selection = (await SingleAsync()).Document.Selection!;
        Assert.Equal([new SelectionRule { Tag = new TagMatch { Key = "env", Value = "prod" } }], selection.Include);
        Assert.Equal([new SelectionRule { AwsFileSystemId = "fs-0123456789abcdef0" }], selection.Exclude);
    }

    [Fact]
    public void A_removed_policy_is_said()
    {
        var page = Render<PolicyEditor>(p => p.Add(x => x.PolicyId, Guid.Empty));

        Assert.Contains("There is no such policy.", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<PolicyEditor> Edit(Policy policy) => Render<PolicyEditor>(p => p.Add(x => x.PolicyId, policy.Id));

    private Task AddPlacesAsync() => Database.AddAsync(
        new AwsAccount(Rows.NewId(), "Production", Rows.Account, null, ["eu-central-1", "eu-west-1"]),
        new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now),
        new Vault(Rows.NewId(), new VaultFacts(Rows.CopyVaultArn, "portal-copies", false, null, 0), Rows.Now));

    private async Task<List<Policy>> PoliciesAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Policies.ToListAsync(Cancel);
    }

    private async Task<Policy> SingleAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Policies.SingleAsync(Cancel);
    }
}
