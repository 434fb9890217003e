namespace FsxPortal.Tests.Emulator.Faults;

/// <summary>Pages that are short, empty, cut off or go in circles.</summary>
public sealed class OddPageTests : FaultTest
{
    [Fact]
    public async Task Short_pages_lose_nothing()
    {
        await SetAsync("ListBackupVaults", "truncatePage", """{ "parameters": { "items": 1 } }""");

        Assert.Equal([1, 1, 1], (await WalkAsync()).Select(page => page.Names.Count));
        Assert.Equal(3, (await WalkAsync()).SelectMany(page => page.Names).Distinct().Count());
    }

    [Fact]
    public async Task An_empty_page_with_a_token_loses_nothing()
    {
        await SetAsync("ListBackupVaults", "truncatePage");

        var pages = await WalkAsync();

        Assert.Equal([0, 3], pages.Select(page => page.Names.Count));
        Assert.Equal([0, 2, 0, 1], (await WalkAsync(2)).Select(page => page.Names.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_page_may_end_without_its_token(int items)
    {
        await SetAsync("ListBackupVaults", "truncatePage", $$"""{ "parameters": { "items": {{items}}, "dropToken": true } }""");

        Assert.Equal([items], (await WalkAsync()).Select(page => page.Names.Count));
    }

    [Fact]
    public async Task A_token_may_come_again()
    {
        await SetAsync("ListBackupVaults", "repeatToken", """{ "nth": 2 }""");

        var pages = await WalkAsync(1);

        Assert.Equal(pages[0].Token, pages[1].Token);
        Assert.Equal(["Default", "portal-copies", "portal-copies", "portal-vault"], pages.SelectMany(page => page.Names));
    }

    [Fact]
    public async Task The_items_of_a_page_may_come_twice()
    {
        await SetAsync("ListBackupVaults", "repeatItems", """{ "nth": 1 }""");

        var pages = await WalkAsync(2);

        Assert.Equal(["Default", "portal-copies", "Default", "portal-copies", "portal-vault"], pages.SelectMany(page => page.Names));
    }

    [Fact]
    public async Task Each_page_may_come_twice()
    {
        await SetAsync("ListBackupVaults", "repeatPage");

        Assert.Equal(
            ["Default", "portal-copies", "Default", "portal-copies", "portal-vault", "portal-vault"],
            (await WalkAsync(2)).SelectMany(page => page.Names));
    }

    [Fact]
    public async Task An_item_may_lack_a_member()
    {
        await SetAsync("ListBackupVaults", "dropMember", """{ "parameters": { "member": "BackupVaultArn", "items": 1 } }""");

        var vaults = (await Aws.GetAsync("/backup-vaults")).List("BackupVaultList");

        Assert.Equal([false, true, true], vaults.Select(vault => vault["BackupVaultArn"] is not null));
    }

    private async Task<IReadOnlyList<(IReadOnlyList<string> Names, string? Token)>> WalkAsync(int size = 1000)
    {
        var pages = new List<(IReadOnlyList<string> Names, string? Token)>();
        do
        {
            var token = pages.Count == 0 ? "" : $"&nextToken={Uri.EscapeDataString(pages[^1].Token!)}";
            var answer = await Aws.GetAsync($"/backup-vaults?maxResults={size}{token}");
            pages.Add(
                ([.. answer.List("BackupVaultList").Select(vault => (string)vault["BackupVaultName"]!)], (string?)answer["NextToken"]));
        }
        while (pages[^1].Token is not null && pages.Count < 10);
        return pages;
    }
}
