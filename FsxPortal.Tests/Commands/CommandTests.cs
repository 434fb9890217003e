using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Cleanup;
using FsxPortal.Core.Inspections;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Queries;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.Offline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FsxPortal.Tests.Commands;

/// <summary>A test of commands over a small fleet in a fresh database; nobody runs what they ask for.</summary>
public abstract class CommandTests : IAsyncLifetime
{
    protected static readonly Actor Ann = new("Ann", PortalRoles.Administrator) { Address = "192.0.2.7" };

    private readonly FakeTimeProvider _time = new(Rows.Now);
    private readonly Listener _listener = new();
    private ServiceProvider _services = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TestDatabase Database { get; private set; } = null!;

    /// <summary>What listeners were told.</summary>
    protected IReadOnlyList<string> Told => _listener.Topics;

    /// <summary>For what a second person is asked.</summary>
    protected virtual IReadOnlyList<FourEyes> TwoFor => [];

    /// <summary>The clock.</summary>
    protected FakeTimeProvider Time => _time;

    /// <summary>What else happens when listeners are told.</summary>
    protected Action? Telling { set => _listener.Telling = value; }

    /// <summary>An account that no policy protects.</summary>
    protected AwsAccount Spare { get; } = new(Rows.NewId(), "Spare", "444455556666", null, ["eu-central-1"]);

    protected Policy Daily { get; } = Rows.Policy("Daily");

    /// <summary>A policy that runs.</summary>
    protected Policy Running { get; } = Rows.Policy("Running", 2);

    /// <summary>A policy that is switched off, and of which something waits for an approval.</summary>
    protected Policy Off { get; } = Rows.Policy("Off", 3, enabled: false);

    protected Session Session { get; private set; } = null!;

    protected RestorePoint Point { get; private set; } = null!;

    protected RestorePoint Held { get; private set; } = null!;

    protected RestorePoint Found { get; private set; } = null!;

    /// <summary>What AWS does not end, of a session that has ended.</summary>
    protected WorkItem Stuck { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(Cancel);
        _services = Begin();
        var fileSystem = Rows.FileSystem("ant");
        (Session, Point, Held) = (
            Rows.Session(Running, Rows.Now), Rows.Point(fileSystem, Rows.Now.AddDays(-1), policy: Daily),
            Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: Daily));
        Held.Keep(new Hold("A court case.", Ann.Name, null));
        Found = Rows.Point(fileSystem, Rows.Now.AddYears(-9), policy: Off);
        Found.Adopt(Rows.Now);
        var stopped = Rows.Session(Off, Rows.Now.AddHours(-2), SessionState.Canceled);
        Stuck = Rows.Task(stopped, fileSystem);
        foreach (var policy in new[] { Daily, Running, Off })
        {
            policy.AdvanceSchedule(Rows.Now);
        }

        await Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1"]), Spare,
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now), fileSystem, Daily, Running,
                Off, Session, Point, Held, Found, stopped, Stuck);
        _time.Advance(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Ends the portal, and begins it again over the same database.</summary>
    protected async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Begin();
    }

    protected T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    protected object Get(Type type) => _services.GetRequiredService(type);

    /// <summary>Gives a command that changes something.</summary>
    protected async Task GiveAsync(CommandKind kind) => await (kind switch
    {
        CommandKind.CreatePolicy => Get<PolicyCommands>().CreateAsync(Ann, Daily.Document with { Name = "New" }, null, Cancel),
        CommandKind.ChangePolicy =>
            Get<PolicyCommands>()
                .ChangeAsync(Ann, Daily.Id, Daily.Document with { Description = "New words" }, 1, RetentionWish.AskFirst, Cancel),
        CommandKind.ApproveDeletions =>
            Get<PolicyCommands>()
                .ApproveDeletionsAsync(
                    Ann, Off.Id, (await Get<PolicyPreviews>().PendingAsync(Scope.Everything, Off.Id, Cancel)).Digest, null, Cancel),
        CommandKind.RemovePolicy => Get<PolicyCommands>().RemoveAsync(Ann, Daily.Id, null, Cancel),
        CommandKind.EnablePolicy => Get<PolicyCommands>().EnableAsync(Ann, Off.Id, true, Cancel),
        CommandKind.DisablePolicy => Get<PolicyCommands>().EnableAsync(Ann, Daily.Id, false, Cancel),
        CommandKind.OrderPolicies => Get<PolicyCommands>().OrderAsync(Ann, [Off.Id, Running.Id, Daily.Id], Cancel),
        CommandKind.StartPolicy => Get<SessionCommands>().StartAsync(Ann, Daily.Id, Cancel),
        CommandKind.StopSession => Get<SessionCommands>().StopAsync(Ann, Session.Id, Cancel),
        CommandKind.SyncVaults => Get<SessionCommands>().SyncAsync(Ann, Cancel),
        CommandKind.RegisterAccount => Get<AccountCommands>().CreateAsync(Ann, "Other", "777788889999", null, ["eu-central-1"], Cancel),
        CommandKind.ChangeAccount =>
            Get<AccountCommands>().ChangeAsync(Ann, Spare.Id, "Spare", null, ["eu-central-1", "eu-west-1"], null, Cancel),
        CommandKind.RemoveAccount => Get<AccountCommands>().RemoveAsync(Ann, Spare.Id, null, Cancel),
        CommandKind.HoldRestorePoint => Get<RestorePointCommands>().HoldAsync(Ann, Point.Id, "A court case.", null, Cancel),
        CommandKind.ReleaseRestorePoint => Get<RestorePointCommands>().ReleaseAsync(Ann, Held.Id, Cancel),
        CommandKind.LetGoTask => Get<TaskCommands>().LetGoAsync(Ann, Stuck.SessionId, Stuck.Id, Cancel),
        CommandKind.ThawChain => Get<RestorePointCommands>().ThawAsync(Ann, Point.Chain, Cancel),
        CommandKind.ApproveRequest or CommandKind.RejectRequest or CommandKind.WithdrawRequest =>
            throw new NotSupportedException("What is decided on requests is tested where there are any."),
    });

    /// <summary>What the audit trail says, but for its beginning.</summary>
    protected async Task<List<AuditEntry>> RecordsAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Audit.AsNoTracking().Where(entry => entry.Action != AuditAction.BeginTrail).OrderBy(entry => entry.Number)
            .ToListAsync(Cancel);
    }

    /// <summary>Nothing was recorded, and nobody was told anything.</summary>
    protected async Task AssertNoTraceAsync()
    {
        Assert.Empty(await RecordsAsync());
        Assert.Empty(Told);
    }

    private ServiceProvider Begin() => new ServiceCollection()
        .AddSingleton<IDbContextFactory<PortalDb>>(Database).AddSingleton<IProgressRelay>(_listener)
        .AddSingleton(new Clocks(_time, _time))
        .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>)).AddOptions().AddCommands().AddNoAws()
        .Configure<FourEyesOptions>(options => options.Kinds = TwoFor).AddSingleton<ApprovalExpiry>().AddSingleton<ApprovalQuery>()
        .BuildServiceProvider();

    private sealed class Listener : IProgressRelay
    {
        private readonly List<string> _topics = [];

        public Action? Telling { get; set; }

        public IReadOnlyList<string> Topics => _topics;

        public void Publish(IEnumerable<string> topics)
        {
            lock (_topics)
            {
                _topics.AddRange(topics);
            }

            Telling?.Invoke();
        }
    }
}
