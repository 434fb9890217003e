using System.Text.Json;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Search;
using FsxPortal.Core.Queries.Trends;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Tests.Queries;

/// <summary>Who may see some accounts sees nothing of the others, whatever is asked.</summary>
public sealed class ScopeTests : QueryTests
{
    private const string Theirs = "999988887777";
    private static readonly string[] Unscoped = [nameof(DatabaseHealth), nameof(StateGauge)];

    // Their answers name nothing; what they count is looked at below.
    private static readonly string[] Nameless = ["TrendQuery.ReadAsync", "PolicyPreviews.ValidateAsync", "AuditQuery.CheckAsync"];

    private static readonly TimelineSpan Month = new(Rows.Now.AddDays(-30), Rows.Now.AddDays(1));

    private readonly Scope _mine = new(PortalRoles.Administrator, [Rows.Account]);
    private Half _us = null!;
    private Half _them = null!;

    [StoreFact]
    public async Task Every_query_shows_what_is_mine_and_no_trace_of_what_is_theirs()
    {
        await FillAsync();
        foreach (var (name, ask) in Questions(_us))
        {
            var answer = JsonSerializer.Serialize(await ask(_mine));
            Assert.True(
                Nameless.Contains(name)
                    || _us.Marks.Any(mark => answer.Contains(mark, StringComparison.Ordinal)), $"{name} shows nothing: {answer}");
            Assert.All(
                _them.Marks, mark => Assert.False(answer.Contains(mark, StringComparison.Ordinal), $"{name} shows {mark}: {answer}"));
        }
    }

    [StoreFact]
    public async Task What_is_theirs_is_not_found_by_its_id()
    {
        await FillAsync();
        foreach (var (name, ask) in Questions(_them))
        {
            var answer = JsonSerializer.Serialize(await AskAsync(ask, _mine));
            Assert.All(
                _them.Marks, mark => Assert.False(answer.Contains(mark, StringComparison.Ordinal), $"{name} shows {mark}: {answer}"));
        }
    }

    [StoreFact]
    public async Task Everybodys_questions_show_both_and_one_question_does_not_answer_another()
    {
        await FillAsync();
        var query = new FileSystemQuery(new ScopedReads(Database), Clocks);

        async Task<IEnumerable<string>> NamesAsync(Scope scope) => (await query.LinesAsync(scope, Cancel)).Select(line => line.Name);
        Assert.Equal(["ours-fs"], await NamesAsync(_mine));
        Assert.Equal(["theirs-fs"], await NamesAsync(new Scope(PortalRoles.Operator, [Theirs])));
        Assert.Equal(["ours-fs", "theirs-fs"], await NamesAsync(Scope.Everything));
        Assert.Equal(["ours-fs", "theirs-fs"], await NamesAsync(new Scope(PortalRoles.Operator, [Theirs, Rows.Account])));
        Assert.Empty(await NamesAsync(new Scope(PortalRoles.Operator, [])));
    }

    [StoreFact]
    public async Task Counts_count_what_is_mine()
    {
        await FillAsync();

        var view = await new OverviewQuery(new ScopedReads(Database), Clocks).ReadAsync(_mine, Cancel);
        var trend = await Trends().ReadAsync(_mine, Cancel);
        var both = await Trends().ReadAsync(Scope.Everything, Cancel);

        Assert.Equal((1, 1, 1), (view.AtRisk, (int)view.RestorePoints, view.Policies));
        Assert.Equal((1, 2), (trend.Storage.Sum(row => (int)row.RestorePoints), both.Storage.Sum(row => (int)row.RestorePoints)));
        Assert.Equal((1, 2), (trend.Runs.Sum(bar => bar.Succeeded), both.Runs.Sum(bar => bar.Succeeded)));
    }

    [StoreFact]
    public async Task As_of_when_the_vaults_are_known_is_told_of_mine()
    {
        await FillAsync();
        await using (var db = Database.CreateDbContext())
        {
            await VaultListings.NoteAsync(db, Rows.VaultArn, Rows.Now.AddHours(-2), Cancel);
            await db.SaveChangesAsync(Cancel);
        }

        var lines = await new FileSystemQuery(new ScopedReads(Database), Clocks).LinesAsync(_mine, Cancel);
        var view = await new OverviewQuery(new ScopedReads(Database), Clocks).ReadAsync(_mine, Cancel);

        Assert.Equal((Rows.Now.AddHours(-2), Rows.Now.AddHours(-2)), (Assert.Single(lines).AsOf, view.ListedAt));
    }

    [StoreFact]
    public async Task Who_has_no_role_is_refused()
    {
        await FillAsync();
        foreach (var (_, ask) in Questions(_us))
        {
            var refused = await Assert.ThrowsAsync<NotAllowedException>(() => ask(new Scope(PortalRoles.None)));
            Assert.StartsWith("You have no role", refused.Message, StringComparison.Ordinal);
        }
    }

    [StoreTheory]
    [InlineData(PortalRoles.Administrator, "")]
    [InlineData(PortalRoles.Operator, "InventoryQuery.AccountAsync AuditQuery")]
    [InlineData(PortalRoles.ReadOnly, "ChainQuery FileSystemQuery TimelineQuery InventoryQuery.AccountAsync AuditQuery")]
    [InlineData(
        PortalRoles.RestoreOperator,
        "ChainQuery FileSystemQuery TimelineQuery InventoryQuery OverviewQuery TrendQuery PolicyQuery PolicyPreviews AuditQuery ApprovalQuery")]
    public async Task Each_role_is_refused_what_it_does_not_show(PortalRoles role, string refused)
    {
        await FillAsync();
        foreach (var (name, ask) in Questions(_us))
        {
            var isRefused = refused.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Any(prefix => name == prefix || name.StartsWith($"{prefix}.", StringComparison.Ordinal));
            var asked = await Record.ExceptionAsync(() => AskAsync(ask, new Scope(role)));
            Assert.True(isRefused == asked is NotAllowedException, $"{name} for {role}: {asked?.Message ?? "is answered"}");
        }
    }

    [StoreTheory]
    [InlineData(PortalRoles.Operator, SearchKind.FileSystem, SearchKind.Policy, SearchKind.Session)]
    [InlineData(PortalRoles.ReadOnly, SearchKind.Policy, SearchKind.Session)]
    [InlineData(PortalRoles.RestoreOperator, SearchKind.Session)]
    public async Task A_search_finds_what_the_role_shows(PortalRoles role, params SearchKind[] kinds)
    {
        await FillAsync();

        var found = await new SearchQuery(new ScopedReads(Database)).FindAsync(new Scope(role), "ours", Cancel);

        Assert.Equal(kinds, found.Select(hit => hit.Kind).Distinct().Order());
    }

    [StoreFact]
    public async Task Every_table_has_a_filter()
    {
        await using var db = await new ScopedReads(Database).OpenAsync(_mine, Area.Sessions, Cancel);
        Assert.All(db.Model.GetEntityTypes(), table => Assert.NotEmpty(table.GetDeclaredQueryFilters()));
        await using var all = await new ScopedReads(Database).OpenAsync(Scope.Everything, Area.Sessions, Cancel);
        Assert.All(all.Model.GetEntityTypes(), table => Assert.Empty(table.GetDeclaredQueryFilters()));
    }

    [Fact]
    public void Every_way_to_read_takes_a_scope_and_is_asked_here()
    {
        var ways = typeof(SessionQuery).Assembly.GetTypes()
            .Where(type =>
                type.IsPublic && type.Namespace is { } space
                    && (space.StartsWith("FsxPortal.Core.Queries", StringComparison.Ordinal) || space == "FsxPortal.Core.Inspections"))
            .Where(type => !Unscoped.Contains(type.Name))
            .SelectMany(type =>
                type.GetMethods().Where(method => method.DeclaringType == type && typeof(Task).IsAssignableFrom(method.ReturnType)))
                    .ToList();

        Assert.All(ways, way => Assert.Contains(way.GetParameters()[0].ParameterType, new[] { typeof(Scope), typeof(Actor) }));
        Assert.Equal(
            ways.Where(way => way.GetParameters()[0].ParameterType == typeof(Scope)).Select(way => $"{way.DeclaringType!.Name}.{way.Name}")
                .Order(StringComparer.Ordinal),
            Questions(new Half()).Select(question => question.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["AccountChecks"], ways.Where(way => way.GetParameters()[0].ParameterType == typeof(Actor))
                .Select(way => way.DeclaringType!.Name));
    }

    private static async Task<object?> AskAsync(Func<Scope, Task<object?>> ask, Scope scope)
    {
        try
        {
            return await ask(scope);
        }
        catch (NotFoundException refused)
        {
            return refused.Message;
        }
        catch (InvalidInputException)
        {
            // Its problems repeat what was sent.
            return null;
        }
    }

    private TrendQuery Trends() => new(new ScopedReads(Database), Clocks);

    private List<(string Name, Func<Scope, Task<object?>> Ask)> Questions(Half half)
    {
        var reads = new ScopedReads(Database);
        var (chains, fileSystems, sessions, timelines) = (
            new ChainQuery(reads, Clocks), new FileSystemQuery(reads, Clocks), new SessionQuery(reads), new TimelineQuery(reads));
        var (policies, inventory, page) = (new PolicyQuery(reads, Clocks), new InventoryQuery(reads), new PageRequest(50));
        var previews = new PolicyPreviews(reads, Options.Create(new Core.Engine.EngineOptions()), Clocks);
        return
        [
            .. OfRecords(reads, half),
            ("ChainQuery.ChainsAsync", async scope => await chains.ChainsAsync(scope, half.FileSystem, Cancel)),
            ("ChainQuery.ListAsync", async scope => await chains.ListAsync(scope, new RestorePointFilter(), page, Cancel)),
            ("ChainQuery.FindAsync", async scope => await chains.FindAsync(scope, half.Point, Cancel)),
            ("FileSystemQuery.ListAsync", async scope => await fileSystems.ListAsync(scope, new FileSystemFilter(), page, Cancel)),
            ("FileSystemQuery.LinesAsync", async scope => await fileSystems.LinesAsync(scope, Cancel)),
            ("FileSystemQuery.FindAsync", async scope => await fileSystems.FindAsync(scope, half.FileSystem, Cancel)),
            ("InventoryQuery.AccountsAsync", async scope => await inventory.AccountsAsync(scope, Cancel)),
            ("InventoryQuery.AccountAsync", async scope => await inventory.AccountAsync(scope, half.AccountId, Cancel)),
            ("InventoryQuery.VaultsAsync", async scope => await inventory.VaultsAsync(scope, Cancel)),
            ("OverviewQuery.ReadAsync", async scope => await new OverviewQuery(reads, Clocks).ReadAsync(scope, Cancel)),
            ("PolicyQuery.ListAsync", async scope => await policies.ListAsync(scope, new PolicyFilter(), page, Cancel)),
            ("PolicyQuery.NamesAsync", async scope => await policies.NamesAsync(scope, half.Policy, Cancel)),
            ("PolicyQuery.FindAsync", async scope => await policies.FindAsync(scope, half.Policy, Cancel)),
            ("SearchQuery.FindAsync", async scope => await new SearchQuery(reads).FindAsync(scope, half.Name, Cancel)),
            ("SessionQuery.ListAsync", async scope => await sessions.ListAsync(scope, new SessionFilter(), page, Cancel)),
            ("SessionQuery.FindAsync", async scope => await sessions.FindAsync(scope, half.Session, Cancel)),
            ("SessionQuery.TasksAsync", async scope => await sessions.TasksAsync(scope, half.Session, page, Cancel)),
            ("SessionQuery.ResultAsync", async scope => await sessions.ResultAsync(scope, half.Session, Cancel)),
            ("SessionQuery.LogAsync", async scope => await sessions.LogAsync(scope, half.Session, new LogFilter(), page, Cancel)),
            ("TimelineQuery.ReadAsync", async scope => await timelines.ReadAsync(scope, half.FileSystem, Month.From, Month.To, Cancel)),
            ("TimelineQuery.HistoryAsync", async scope => await timelines.HistoryAsync(scope, half.FileSystem, Month, Rows.Now, Cancel)),
            ("TrendQuery.ReadAsync", async scope => await Trends().ReadAsync(scope, Cancel)),
            ("PolicyPreviews.ValidateAsync", async scope =>
                (await previews.ValidateAsync(scope, half.Document, half.Policy, Cancel)).Select(problem => problem.Path)),
            ("PolicyPreviews.ReadAsync", async scope =>
                await previews.ReadAsync(scope, half.Document, half.Policy, RetentionChange.AskFirst, Cancel)),
            ("PolicyPreviews.PendingAsync", async scope => await previews.PendingAsync(scope, half.Policy, Cancel)),
        ];
    }

    private IEnumerable<(string Name, Func<Scope, Task<object?>> Ask)> OfRecords(ScopedReads reads, Half half)
    {
        var (approvals, audit, page) = (new ApprovalQuery(reads, Clocks), new AuditQuery(reads), new PageRequest(50));
        yield return ("ApprovalQuery.ListAsync", async scope => await approvals.ListAsync(scope, new ApprovalFilter(), page, Cancel));
        yield return ("ApprovalQuery.FindAsync", async scope => await approvals.FindAsync(scope, half.Approval, Cancel));
        yield return ("AuditQuery.ListAsync", async scope => await audit.ListAsync(scope, new AuditFilter(), page, Cancel));
        yield return ("AuditQuery.CheckAsync", async scope => await audit.CheckAsync(scope, Cancel));
    }

    private async Task FillAsync() =>
        (_us, _them) = (_us = await FillAsync("ours", Rows.Account), await FillAsync("theirs", Theirs));

    private async Task<Half> FillAsync(string name, string number)
    {
        var account = new AwsAccount(Rows.NewId(), $"{name}-account", number, null, ["eu-central-1"]);
        var policy = Rows.Policy($"{name}-policy", account: number);
        var fileSystem = Rows.FileSystem($"{name}-fs", account: number);
        var session = Rows.Session(policy, Rows.Now.AddHours(-6), SessionState.Succeeded);
        var arn = Rows.VaultArn.Replace(Rows.Account, number, StringComparison.Ordinal);
        var point = Rows.Point(fileSystem, Rows.Now.AddHours(-6), policy: policy, vaultArn: arn);
        var vault = new Vault(Rows.NewId(), new VaultFacts(arn, "portal-vault", false, null, 1), Rows.Now);
        var approval = Rows.Request(policy);
        await Database.AddAsync(
            approval, account, vault, policy, fileSystem, session, point,
            Rows.Task(session, fileSystem, TaskState.Failed, $"{name}-reason"),
            new LogEntry(session.Id, null, Rows.Now, LogLevel.Information, $"{name}-line"), EntryOf(policy, _us is null ? 0 : 1));
        return new Half
        {
            Name = name,
            AccountId = account.Id,
            Policy = policy.Id,
            Document = policy.Document,
            FileSystem = fileSystem.Id,
            Session = session.Id,
            Point = point.Id,
            Approval = approval.Id,
            Marks =
            [
                $"{name}-", number, $"{account.Id}", $"{policy.Id}", $"{fileSystem.Id}", $"{session.Id}", $"{point.Id}", $"{approval.Id}",
            ],
        };
    }

    private static AuditEntry EntryOf(Policy policy, long after) => new(
        new AuditEvent(
            Actor.Portal, AuditAction.CreatePolicy,
            new Subject(SubjectKind.Policy, policy.Id, policy.Name) { AwsAccount = policy.AwsAccount }),
        Rows.NewId(), Rows.Now, new AuditAnchor(after, ""), TrailKey.Keys);
}
