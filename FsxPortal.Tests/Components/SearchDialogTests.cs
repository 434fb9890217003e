using Bunit;
using FsxPortal.Layout.Search;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FsxPortal.Tests.Components;

public sealed class SearchDialogTests : PageContext
{
    [Fact]
    public async Task Arrow_keys_choose_and_Enter_goes_there()
    {
        var (ant, bee) = (Rows.FileSystem("share ant"), Rows.FileSystem("share bee"));
        await Database.AddAsync(ant, bee);
        var dialogs = await OpenAsync();

        await dialogs.Find("input").InputAsync(new() { Value = "share" });
        dialogs.WaitForAssertion(() => Assert.Equal(2, dialogs.FindAll("[role=option]").Count));
        await dialogs.Find("input").KeyDownAsync(Key.Down);
        Assert.Equal("search-hit-1", dialogs.Find("input").GetAttribute("aria-activedescendant"));
        await dialogs.Find("input").KeyDownAsync(Key.Enter);

        Assert.EndsWith($"/file-systems/{bee.Id}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_found_is_said_with_what_can_be_sought()
    {
        var dialogs = await OpenAsync();
        Assert.Contains("File systems, policies, sessions", dialogs.Find("[role=status]").TextContent, StringComparison.Ordinal);

        await dialogs.Find("input").InputAsync(new() { Value = "zebra" });

        dialogs.WaitForAssertion(() =>
            Assert.StartsWith("Nothing is called “zebra”.", dialogs.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal("false", dialogs.Find("input").GetAttribute("aria-expanded"));
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        Render<MudPopoverProvider>();
        var dialogs = Dialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<SearchDialog>("Search"));
        dialogs.WaitForState(() => dialogs.FindAll("input").Count == 1);
        return dialogs;
    }
}
