using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Queries;

public sealed class SessionQueryTests : QueryTests
{
    private SessionQuery Query => new(new ScopedReads(Database));

    [StoreFact]
    public async Task Pages_lead_through_all_sessions_newest_first_each_once()
    {
        var policy = Rows.Policy();
        var sessions = Enumerable.Range(0, 7).Select(n => Rows.Session(policy, Rows.Now.AddHours(-n), SessionState.Succeeded)).ToList();
        var twins = Enumerable.Range(0, 3).Select(_ => Rows.Session(null, Rows.Now.AddHours(-2), SessionState.Succeeded));
        sessions.AddRange(twins);
        await Database.AddAsync([policy, .. sessions]);

        var seen = new List<SessionView>();
        string? cursor = null;
        do
        {
            var page = await Query.ListAsync(Scope.Everything, new SessionFilter(), new PageRequest(2, cursor), Cancel);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(10, seen.Select(session => session.Id).Distinct().Count());
        Assert.Equal(sessions.Select(session => session.CreatedAt).OrderDescending(), seen.Select(session => session.CreatedAt));
    }

    [StoreFact]
    public async Task Filters_narrow_the_list()
    {
        var (one, two) = (Rows.Policy("One"), Rows.Policy("Two", 2));
        var failed = Rows.Session(one, Rows.Now.AddDays(-1), SessionState.Failed);
        await Database.AddAsync(
            one, two, failed, Rows.Session(one, Rows.Now, SessionState.Succeeded), Rows.Session(two, Rows.Now),
            Rows.Session(null, Rows.Now));

        var ofOne = await Query.ListAsync(Scope.Everything, new SessionFilter(PolicyId: one.Id), new PageRequest(), Cancel);
        var failedOnly = await Query.ListAsync(Scope.Everything, new SessionFilter(State: SessionState.Failed), new PageRequest(), Cancel);
        var syncs = await Query.ListAsync(Scope.Everything, new SessionFilter(Type: SessionType.Sync), new PageRequest(), Cancel);

        Assert.Equal(2, ofOne.Items.Count);
        Assert.Equal(failed.Id, Assert.Single(failedOnly.Items).Id);
        Assert.Single(syncs.Items);
    }

    [StoreFact]
    public async Task A_session_sums_its_tasks_up()
    {
        var (policy, good, bad, slow) = (Rows.Policy(), Rows.FileSystem("good"), Rows.FileSystem("bad"), Rows.FileSystem("slow"));
        var session = Rows.Session(policy, Rows.Now);
        await Database.AddAsync(policy, good, bad, slow, session,
            Rows.Task(session, good, TaskState.Succeeded), Rows.Task(session, bad, TaskState.Failed, "no"), Rows.Task(session, slow));

        var view = await Query.FindAsync(Scope.Everything, session.Id, Cancel);

        Assert.Equal(new TaskCounts(3, 1, 1, 0, 1, 0, 0), view?.Counts);
        Assert.Equal(66, view?.Percent);
        Assert.True(view?.IsOpen);
    }

    [StoreFact]
    public async Task An_ended_session_is_at_100_percent()
    {
        var session = Rows.Session(null, Rows.Now, SessionState.Canceled);
        await Database.AddAsync(session);

        Assert.Equal(100, (await Query.FindAsync(Scope.Everything, session.Id, Cancel))?.Percent);
        Assert.Null(await Query.FindAsync(Scope.Everything, Rows.NewId(), Cancel));
    }

    [StoreFact]
    public async Task Tasks_come_by_name_page_by_page_with_their_copies()
    {
        var (policy, zebra, ant) = (Rows.Policy(), Rows.FileSystem("zebra"), Rows.FileSystem("ant"));
        var session = Rows.Session(policy, Rows.Now);
        var (first, second) = (Rows.Task(session, zebra), Rows.Task(session, ant, TaskState.Failed, "AWS said no."));
        first.AddCopy(Rows.NewId(), Rows.CopyVaultArn);
        first.Follow("job-1");
        await Database.AddAsync(policy, zebra, ant, session, first, second);

        var page = await Query.TasksAsync(Scope.Everything, session.Id, new PageRequest(1), Cancel);
        var rest = await Query.TasksAsync(Scope.Everything, session.Id, new PageRequest(1, page.Next), Cancel);

        Assert.Equal(("ant", "AWS said no."), (page.Items[0].FileSystemName, page.Items[0].Attempts[0].Reason));
        Assert.Equal(("zebra", "job-1"), (rest.Items[0].FileSystemName, rest.Items[0].Backup?.JobId));
        Assert.Equal(("eu-west-1", "portal-copies"), (rest.Items[0].Copies[0].Region, rest.Items[0].Copies[0].Vault));
        Assert.Null(rest.Next);
    }

    [StoreFact]
    public async Task The_log_comes_newest_first_page_by_page()
    {
        var (one, other) = (Rows.Session(null, Rows.Now), Rows.Session(null, Rows.Now));
        await Database.AddAsync(one, other);
        foreach (var text in new[] { "first", "second", "third" })
        {
            await Database.AddAsync(
                new LogEntry(one.Id, null, Rows.Now, LogLevel.Information, text),
                new LogEntry(other.Id, null, Rows.Now, LogLevel.Error, "other"));
        }

        var page = await Query.LogAsync(Scope.Everything, one.Id, new LogFilter(), new PageRequest(2), Cancel);
        var rest = await Query.LogAsync(Scope.Everything, one.Id, new LogFilter(), new PageRequest(2, page.Next), Cancel);

        Assert.Equal(["third", "second", "first"], page.Items.Concat(rest.Items).Select(line => line.Text));
        Assert.Null(rest.Next);
    }

    [StoreTheory]
    [InlineData(0, null, "limit")]
    [InlineData(501, null, "limit")]
    [InlineData(10, "not a cursor!", "cursor")]
    [InlineData(10, "AAAA", "cursor")]
    public async Task A_wrong_page_is_refused_by_name(int limit, string? cursor, string path)
    {
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(
            () => Query.ListAsync(Scope.Everything, new SessionFilter(), new PageRequest(limit, cursor), Cancel));

        Assert.Equal(path, Assert.Single(refusal.Problems).Path);
    }

    [StoreFact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await Database.AddAsync(Rows.FileSystem("ant"), Rows.FileSystem("bee"));
        var page = await new FileSystemQuery(new ScopedReads(Database), Clocks)
            .ListAsync(Scope.Everything, new FileSystemFilter(), new PageRequest(1), Cancel);

        await Assert.ThrowsAsync<InvalidInputException>(() =>
            Query.ListAsync(Scope.Everything, new SessionFilter(), new PageRequest(1, page.Next), Cancel));
    }
}
