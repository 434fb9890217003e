namespace FsxPortal.Tests.Browser;

/// <summary>Whoever works by keyboard sees where they are.</summary>
[Collection(BrowserTests.Name)]
public sealed class FocusRingTests(DemoBrowser browser)
{
    private const int MostTabs = 150;

    // The ring is on the element itself, or on what is seen in its place where the element is only there for the keyboard.
    private const string Look = """
        () => {
          const focused = document.activeElement;
          if (!focused || focused === document.body) return null;
          // A heading that the page itself gave the focus, while one was at the keyboard already: no key leads there.
          if (focused.tabIndex < 0) return "";
          const kind = [focused.tagName.toLowerCase(), focused.getAttribute("type"), focused.getAttribute("role"),
            ...[...focused.classList].filter(name => name.startsWith("mud-")).slice(0, 1)].filter(Boolean).join(".");
          const isRinged = element => {
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && !style.outlineColor.endsWith(", 0)") && style.opacity !== "0" && box.width > 1 && box.height > 1;
          };
          // The calendar's button inside of a date field is the browser's own, and so is its ring.
          let ringed = focused.type === "date";
          for (let element = focused, up = 0; element && up < 5; element = element.parentElement, up++) ringed ||= isRinged(element);
          return kind + (ringed ? "" : " has no ring: " + focused.outerHTML.slice(0, 200));
        }
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/policies")]
    [InlineData("/policies/new")]
    [InlineData("/sessions")]
    [InlineData("/file-systems")]
    [InlineData("/restore-points/kept")]
    [InlineData("/settings/accounts")]
    public async Task Everything_that_takes_the_focus_by_keyboard_shows_it(string path)
    {
        await using var watched = await browser.OpenAsync(path);
        await watched.LiveAsync();
        var kinds = new SortedSet<string>(StringComparer.Ordinal);

        // From the heading to the end of the page, and once more from its beginning.
        for (var (tab, ends) = (0, 0); tab < MostTabs && ends < 2; tab++)
        {
            await watched.Page.Keyboard.PressAsync("Tab");
            var seen = await watched.Page.EvaluateAsync<string?>(Look);
            ends += seen is null ? 1 : 0;
            if (seen is { Length: > 0 })
            {
                kinds.Add(seen);
            }
        }

        Assert.True(kinds.Count > 1, $"The focus reached {string.Join(", ", kinds)} only.");
        Assert.DoesNotContain(kinds, kind => kind.Contains("no ring", StringComparison.Ordinal));
    }
}
