using System.Globalization;
using System.Text.RegularExpressions;
using FsxPortal.Core.Domain.Chains;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FsxPortal.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class TimelineWalkTests(DemoBrowser browser)
{
    [Fact]
    public async Task The_keyboard_reads_back_to_a_deleted_point_and_its_reason()
    {
        var (fileSystemId, day) = (Guid.Empty, "");
        await browser.ChangeAsync(
            async db =>
            {
                var oldest = await db.RestorePoints.Where(point => point.Kind == RestorePointKind.Backup).OrderBy(point => point.CreatedAt)
                    .FirstAsync(TestContext.Current.CancellationToken);
                oldest.DecideDeletion("The test is its reason", oldest.CreatedAt.AddDays(1));
                oldest.ConfirmDeletion(oldest.CreatedAt.AddDays(1));
                (fileSystemId, day) = (oldest.FileSystemId, oldest.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }, TestContext.Current.CancellationToken);
        await using var watched = await browser.OpenAsync($"/file-systems/{fileSystemId}");
        await watched.LiveAsync();
        var page = watched.Page;

        var all = page.GetByRole(AriaRole.Button, new() { Name = "All", Exact = true });
        await all.ClickAsync();
        await Expect(all).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByLabel("Deleted restore points").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex(day) }).First).ToBeVisibleAsync();
        var stage = page.GetByRole(AriaRole.Listbox);
        await stage.FocusAsync();
        await ReadToTheFirstAsync(page);

        var details = page.GetByRole(AriaRole.Region, new() { Name = "The chosen mark" });
        await Expect(details).ToContainTextAsync("The test is its reason");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveAccessibleNameAsync(new Regex("Deleted$"));
        await Expect(stage).ToBeFocusedAsync();
        watched.AssertClean();
    }

    // Where several are too close to each other, Enter shows them one by one.
    private static async Task ReadToTheFirstAsync(IPage page)
    {
        var chosen = page.GetByRole(AriaRole.Option, new() { Selected = true });

        // The first key comes in at the newest mark; from there on they go where they say.
        await page.Keyboard.PressAsync("Home");
        await Expect(chosen).ToHaveCountAsync(1);
        var newest = (await chosen.GetAttributeAsync("aria-label"))!;
        await page.Keyboard.PressAsync("Home");
        await Expect(chosen).Not.ToHaveAttributeAsync("aria-label", newest);
        for (var turn = 0; turn < 8; turn++)
        {
            await Expect(chosen).ToHaveCountAsync(1);
            var label = (await chosen.GetAttributeAsync("aria-label"))!;
            if (label.EndsWith("Deleted", StringComparison.Ordinal))
            {
                return;
            }

            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Home");
            await Expect(chosen).Not.ToHaveAttributeAsync("aria-label", label);
        }
    }
}
