using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class SearchQueryTests : QueryTests
{
    [StoreFact]
    public async Task Everything_is_found_by_a_part_of_its_name_the_best_first()
    {
        var policy = Rows.Policy("Projects daily");
        await Database.AddAsync(
            policy, Rows.Session(policy, Rows.Now, SessionState.Succeeded), Rows.FileSystem("Old projects"), Rows.FileSystem("projects"),
            Rows.FileSystem("erp"),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "projects-vault", false, null, 0), Rows.Now));

        var hits = await FindAsync("PROJ");

        Assert.Equal(
            [(SearchKind.FileSystem, "projects"), (SearchKind.FileSystem, "Old projects"), (SearchKind.Policy, "Projects daily"),
                (SearchKind.Session, "Projects daily"), (SearchKind.Vault, "projects-vault")],
            hits.Select(hit => (hit.Kind, hit.Title)));
    }

    [StoreFact]
    public async Task File_systems_and_restore_points_are_found_by_id_and_ARN()
    {
        var fileSystem = Rows.FileSystem("ant");
        var point = Rows.Point(fileSystem, Rows.Now);
        await Database.AddAsync(fileSystem, point, new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]));

        Assert.Equal("ant", Assert.Single(await FindAsync(fileSystem.AwsFileSystemId)).Title);
        Assert.Equal("ant", Assert.Single(await FindAsync(fileSystem.Arn)).Title);
        Assert.Equal((SearchKind.RestorePoint, point.Id), Found(await FindAsync(point.Arn)));
        Assert.Equal((SearchKind.RestorePoint, point.Id), Found(await FindAsync(Arn.Parse(point.Arn).Id)));
        Assert.Equal(fileSystem.Id, Assert.Single(await FindAsync(point.Arn)).FileSystemId);
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData(" a ")]
    [InlineData("100%")]
    [InlineData("a_t")]
    public async Task Little_and_signs_of_the_database_find_nothing(string text)
    {
        await Database.AddAsync(Rows.FileSystem("ant"), Rows.FileSystem("1000"));

        Assert.Empty(await FindAsync(text));
    }

    private Task<IReadOnlyList<SearchHit>> FindAsync(string text) =>
        new SearchQuery(new ScopedReads(Database)).FindAsync(Scope.Everything, text, Cancel);

    private static (SearchKind, Guid) Found(IReadOnlyList<SearchHit> hits)
    {
        var hit = Assert.Single(hits);
        return (hit.Kind, hit.Id);
    }
}
