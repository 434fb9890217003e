using Bunit;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.Policies;
using FsxPortal.Pages.Policies.Drafts;
using FsxPortal.Pages.Policies.Sections;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Offline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FsxPortal.Tests.Pages.Parts;

public sealed class PolicyPartTests : PartContext
{
    private static readonly EditorPlaces _places = new(
        [new AccountView(Guid.Empty, "Production", Rows.Account, null, ["eu-central-1", "eu-west-1"])],
        [new VaultView(Guid.Empty, Rows.VaultArn, "portal-vault", Rows.Account, "eu-central-1", false, null, 0),
            new VaultView(Guid.Empty, Rows.CopyVaultArn, "portal-copies", Rows.Account, "eu-west-1", false, null, 0)]);

    private readonly PolicyDraft _draft = new(Rows.Policy("Gold", copies: true).Document);

    [Theory]
    [InlineData(0, 0, "covers none")]
    [InlineData(4, 0, "none at risk")]
    [InlineData(4, 1, "1 at risk")]
    public void Coverage_tells_how_many_are_at_risk(int all, int atRisk, string text)
    {
        var coverage = Render<PolicyCoverage>(p => p.Add(x => x.Policy, Policy() with { FileSystems = all, AtRisk = atRisk }));

        Assert.Contains(text, coverage.Markup, StringComparison.Ordinal);
        Assert.Equal(
            all == 0 ? []
                : [$"width: {100.0 * (all - atRisk) / all}%"], coverage.FindAll(".cover-good").Select(bar => bar.GetAttribute("style")));
    }

    [Fact]
    public void A_preview_tells_sentences_warnings_runs_and_what_is_left_out()
    {
        var asked = 0;
        var panel = Render<PreviewPanel>(p => p.Add(x => x.OnAsk, () => asked++).Add(x => x.Preview, new PolicyPreview
        {
            Sentences = ["Makes a backup at 22:00."],
            Warnings = ["The key is disabled."],
            Runs = [new PreviewedRun(Rows.Now, ["D"], ["D"], 2)],
            Skipped = [.. Enumerable.Range(0, 10)
                .Select(number => new SkippedFileSystem(Rows.NewId(), $"fs {number}", null, "It is SCRATCH."))],
        }));

        Assert.Equal("Makes a backup at 22:00.", panel.Find(".sentences li").TextContent);
        Assert.Contains("The key is disabled.", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Daily", panel.Find("abbr").GetAttribute("title"));
        Assert.Contains("and 2 more.", panel.Markup, StringComparison.Ordinal);
        panel.Find("button").Click();
        Assert.Equal((1, "Preview again"), (asked, panel.Find("button").TextContent));
    }

    [Fact]
    public void Questions_before_what_cannot_be_undone_name_what_goes()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<PolicyDialogs>>();

        Assert.Contains(
            "2 file systems lose their protection", Render(PolicyDialogs.Remove(texts, Policy() with { FileSystems = 2 })).Markup,
            StringComparison.Ordinal);
        Assert.Contains(
            "deletes 1 restore point", Render(PolicyDialogs.Approve(texts, new PolicyPreview { Deletions = [Deletion()] })).Markup,
            StringComparison.Ordinal);
        Assert.Contains("no schedule", Render(PolicyDialogs.WithoutSchedule(texts)).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Back to the editor", null)]
    [InlineData("For new restore points only", RetentionChange.NewPoints)]
    [InlineData("Save and delete", RetentionChange.Approved)]
    public async Task Deletions_are_approved_avoided_or_thought_over(string button, RetentionChange? answer)
    {
        Render<MudBlazor.MudPopoverProvider>();
        var dialogs = Dialogs();
        var asked = dialogs.InvokeAsync(() =>
            DeletionDialog.AskAsync(
                Services.GetRequiredService<MudBlazor.IDialogService>(), "Gold",
                new PolicyPreview
                {
                    Deletions = [Deletion() with { ByEdit = true }, Deletion() with { ByEdit = true }, Deletion()],
                    Digest = "abc"
                }));
        dialogs.WaitForAssertion(() =>
            Assert.Contains("2 restore points go with the next retention pass", dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains(
            "copy in eu-west-1 of 2026-03-18 12:00",
            string.Join(' ', dialogs.Find(".deletions li").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);

        dialogs.FindAll("button").Single(choice => choice.TextContent == button).Click();

        Assert.Equal(
            answer is { } change ? new RetentionWish(change, change == RetentionChange.Approved ? "abc" : null) : null, await asked);
    }

    [Fact]
    public void The_name_goes_into_the_draft_and_its_problem_stands_beside_it()
    {
        var section = Render<IdentitySection>(p =>
            p.Add(x => x.Draft, _draft).Add(x => x.Problems, Wrong("name", "Give the policy a name.")));

        section.Find("#name").Change("Silver");

        Assert.Equal("Silver", _draft.Name);
        Assert.Equal("Give the policy a name.", section.Find("#name-problem").TextContent);
    }

    [Fact]
    public void A_Region_with_a_single_vault_gets_it_at_once()
    {
        var section = Render<PlacesSection>(p =>
            p.Add(x => x.Draft, _draft).Add(x => x.Problems, FieldProblems.None).Add(x => x.Places, _places)
                .Add(x => x.OnChange, () => { }));

        section.FindAll("input[type=checkbox]")[1].Change(true);

        Assert.Equal("portal-copies", _draft.Vaults["eu-west-1"]);
    }

    [Fact]
    public void A_copy_chooses_its_Region_and_then_its_vault()
    {
        var section = Render<VaultsSection>(p =>
            p.Add(x => x.Draft, _draft).Add(x => x.Problems, FieldProblems.None).Add(x => x.Places, _places)
                .Add(x => x.OnChange, () => { }));
        Assert.Equal("portal-copies", section.Find("#copy-vault-eu-central-1").GetAttribute("value"));

        section.Find("#copy-region-eu-central-1").Change("");
        section.Render();

        Assert.Empty(section.FindAll("#copy-vault-eu-central-1"));
    }

    [Fact]
    public void Rules_are_named_by_id_or_tag_once_each()
    {
        var rules = new List<SelectionRule>();
        var list = Render<RuleList>(p => p.Add(x => x.Id, "include").Add(x => x.Title, "Included").Add(x => x.Rules, rules));

        list.Find("#include-id").Change("fsvol-1");
        list.Find("button[aria-label^='Add the file system']").Click();
        list.Find("#include-key").Change("stage");
        list.Find("#include-value").Change("prod");
        list.Find("button[aria-label^='Add the tag']").Click();
        Assert.Equal(["fsvol-1", "stage = prod"], list.FindAll(".tags li").Select(rule => rule.TextContent));
        list.FindAll(".tags button")[0].Click();

        Assert.Equal("stage", Assert.Single(rules).Tag!.Key);
    }

    [Fact]
    public void Only_chosen_file_systems_can_be_included()
    {
        var section = Render<SelectionSection>(p => p.Add(x => x.Draft, _draft).Add(x => x.Problems, FieldProblems.None));
        Assert.Empty(section.FindAll("#include-id"));

        section.FindAll("input[type=radio]")[1].Change(true);

        Assert.NotEmpty(section.FindAll("#include-id"));
        Assert.Equal(SelectionMode.Selected, _draft.Mode);
    }

    [Fact]
    public void Tags_of_backups_are_added_and_removed()
    {
        var section = Render<OptionsSection>(p => p.Add(x => x.Draft, _draft).Add(x => x.Problems, FieldProblems.None));

        section.FindAll("button").Single(button => button.TextContent == "Add a tag").Click();
        section.Find("#tag-key-0").Change("cost");
        Assert.Equal("cost", Assert.Single(_draft.Tags).Key);
        section.Find("button[aria-label='Remove tag 1']").Click();

        Assert.Empty(_draft.Tags);
    }

    private static PolicyView Policy() => new() { Id = Rows.NewId(), Version = 1, Priority = 1, Document = Rows.Policy("Gold").Document };

    private static PreviewedDeletion Deletion() =>
        new(Rows.NewId(), Rows.NewId(), "ant", RestorePointKind.Copy, "eu-west-1", Rows.Now, "Daily ended");

    private static FieldProblems Wrong(string path, string text) => new([new Problem(path, text)]);
}
