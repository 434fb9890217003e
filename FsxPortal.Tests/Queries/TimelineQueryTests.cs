using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class TimelineQueryTests : QueryTests
{
    private static readonly TimelineSpan _span = new(Rows.Now.AddDays(-10), Rows.Now.AddDays(1));

    private TimelineQuery Query => new(new ScopedReads(Database));

    [StoreFact]
    public async Task A_point_lasts_as_long_as_the_last_of_its_flags()
    {
        var fileSystem = Rows.FileSystem("ant");
        var (source, gone) = (Rows.Point(fileSystem, Rows.Now.AddDays(-2)), Rows.Point(fileSystem, Rows.Now.AddDays(-3)));
        gone.ConfirmDeletion(Rows.Now);
        await Database.AddAsync(fileSystem, source, gone, Rows.Point(fileSystem, Rows.Now.AddDays(-1), RestorePointKind.Manual));

        var history = await Query.HistoryAsync(Scope.Everything, fileSystem.Id, _span, Rows.Now, Cancel);

        DateTimeOffset? UntilOf(Guid id) => history!.Items.Single(item => item.Id == id).Point!.Until;
        Assert.Equal(Rows.Now.AddDays(12), UntilOf(source.Id));
        Assert.Null(UntilOf(gone.Id));
        Assert.Null(history!.Items.Single(item => item.Point?.Kind == RestorePointKind.Manual).Point!.Until);
    }

    [StoreFact]
    public async Task Chains_and_the_first_point_are_known_from_outside_the_span()
    {
        var fileSystem = Rows.FileSystem("ant");
        var old = Rows.Point(fileSystem, Rows.Now.AddDays(-90), RestorePointKind.Copy);
        await Database.AddAsync(fileSystem, old, Rows.Point(fileSystem, Rows.Now.AddDays(-1)));

        var history = await Query.HistoryAsync(Scope.Everything, fileSystem.Id, _span, Rows.Now, Cancel);

        Assert.Equal(old.CreatedAt, history!.First);
        Assert.Equal(["portal-copies", "portal-vault"], history.Chains.Select(chain => chain.Vault).Order(StringComparer.Ordinal));
        Assert.Single(history.Items);
    }

    [StoreFact]
    public async Task Runs_of_others_are_left_out()
    {
        var (policy, mine, other) = (Rows.Policy(), Rows.FileSystem("ant"), Rows.FileSystem("bee"));
        var failed = Rows.Session(policy, Rows.Now.AddDays(-2), SessionState.Failed);
        await Database.AddAsync(
            policy, mine, other, failed, Rows.Task(failed, mine, TaskState.Succeeded),
            Rows.Task(failed, other, TaskState.Failed, "It is full."));

        Assert.Empty(await RunsAsync(mine.Id));
        Assert.Equal((TimelineItemKind.Failed, Rows.Now.AddDays(-2), "It is full."), Assert.Single(await RunsAsync(other.Id)));
    }

    [StoreFact]
    public async Task There_is_no_history_of_what_does_not_exist() =>
        Assert.Null(await Query.HistoryAsync(Scope.Everything, Rows.NewId(), _span, Rows.Now, Cancel));

    private async Task<IEnumerable<(TimelineItemKind Kind, DateTimeOffset Moment, string? Reason)>> RunsAsync(Guid fileSystemId) =>
        (await Query.HistoryAsync(Scope.Everything, fileSystemId, _span, Rows.Now, Cancel))!.Items
            .Where(item => item.Kind is TimelineItemKind.Failed or TimelineItemKind.Missed)
            .Select(item => (item.Kind, item.Moment, item.Reason));
}
