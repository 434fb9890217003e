using System.Text.Json;
using Bunit;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence.Judging;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Queries.Views;
using FsxPortal.Pages.FileSystems;
using FsxPortal.Tests.Domain.Sessions;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Pages.Reasons;

/// <summary>For each reason there is: what a page and the API show is what the engine
/// goes by, whether one asks for a chain or for a part of it.</summary>
public sealed class ReasonAgreementTests : PageContext
{
    private readonly FileSystem _fileSystem = Rows.FileSystem("archive");
    private readonly Policy _policy = Rows.Policy();

    public static TheoryData<KeepKind> Kinds => [.. Enum.GetValues<KeepKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Page_and_API_tell_the_engines_reasons(KeepKind kind)
    {
        await FillAsync(kind);
        var judged = await JudgeAsync();
        Assert.Contains(judged.Values, reasons => reasons.Any(reason => reason.Kind == kind));

        var chains = (await Services.GetRequiredService<ChainQuery>().ChainsAsync(Scope.Everything, _fileSystem.Id, Cancel))!;
        var listed = await ListAsync();
        foreach (var (id, reasons) in judged)
        {
            var shown = chains.BackupChains.SelectMany(chain => chain.RestorePoints).Single(point => point.Id == id);
            Assert.Equal(reasons, shown.Reasons);
            Assert.Equal(reasons, listed[id].Reasons);
            var sent = JsonSerializer.SerializeToNode(shown, JsonSerializerOptions.Web)!["keptBecause"]!.AsArray()
                .Select(because => (string)because!);
            Assert.Equal(reasons.Select(reason => reason.ToString()), sent);
            var row = Render<PointRow>(p => p.Add(x => x.Point, shown));
            Assert.Contains(ReasonWords.Of(reasons, LocalTime.Utc), row.Find("tr").TextContent, StringComparison.Ordinal);
        }
    }

    // Page by page, so that each verdict is found from a part of the chain.
    private async Task<Dictionary<Guid, RestorePointView>> ListAsync()
    {
        var found = new Dictionary<Guid, RestorePointView>();
        string? next = null;
        do
        {
            var page = await Services.GetRequiredService<ChainQuery>()
                .ListAsync(Scope.Everything, new RestorePointFilter(_fileSystem.Id), new PageRequest(2, next), Cancel);
            page.Items.ToList().ForEach(point => found.Add(point.Id, point));
            next = page.Next;
        }
        while (next is not null);
        return found;
    }

    private async Task<Dictionary<Guid, IReadOnlyList<KeepReason>>> JudgeAsync()
    {
        await using var db = Database.CreateDbContext();
        var chain = Assert.Single(Chain.Of(await db.RestorePoints.AsNoTracking().ToListAsync(Cancel)));
        var fleet = await FleetCircumstances.ReadAsync(db, [_fileSystem.Id], Rows.Now, Cancel);
        return RetentionPlanner.Plan(chain, await fleet.OfAsync(chain, Cancel), Rows.Now)
            .ToDictionary(verdict => verdict.Point.Id, verdict => verdict.Reasons);
    }

    // Old points and one of today: each kind adds what makes it a reason.
    private async Task FillAsync(KeepKind kind)
    {
        var points = Enumerable.Range(20, 12).Select(days => Rows.Point(_fileSystem, Rows.Now.AddDays(-days).AddHours(-6), policy: _policy))
            .ToList();
        var today = Rows.Point(_fileSystem, Rows.Now.AddHours(-6), policy: _policy);
        var run = Rows.Session(_policy, Rows.Now.AddHours(-6), SessionState.Succeeded);
        List<object> rows = [_policy, _fileSystem, run, Rows.Task(run, _fileSystem, TaskState.Succeeded), .. points];
        switch (kind)
        {
            case KeepKind.Held:
                points[3].Keep(new Hold("Audit", "Ann", Rows.Now.AddDays(3)));
                break;
            case KeepKind.Locked:
                rows.Add(new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", true, null, 9), Rows.Now));
                break;
            case KeepKind.NoRules:
                rows.Add(Unknown(Rows.Now.AddDays(-40)));
                break;
            case KeepKind.InUse or KeepKind.CopyPending:
                rows.AddRange(Copying(points[3], kind == KeepKind.InUse));
                break;
            case KeepKind.ApprovalPending:
                points.ForEach(point => point.Adopt(Rows.Now));
                break;
        }

        if (kind == KeepKind.ChainFrozen)
        {
            var failed = Rows.Session(_policy, Rows.Now.AddHours(-1), SessionState.Failed);
            rows.AddRange([failed, Rows.Task(failed, _fileSystem, TaskState.Failed, "It is full.")]);
        }

        await Database.AddAsync([.. rows, today]);
    }

    private RestorePoint Unknown(DateTimeOffset at) => new(Rows.NewId(), new RecoveryPointFacts
    {
        Arn = $"arn:aws:fsx:eu-central-1:{Rows.Account}:backup/backup-unknown",
        ResourceArn = _fileSystem.Arn,
        VaultArn = Rows.VaultArn,
        CreatedAt = at,
        Status = "COMPLETED",
    }, new Origin { Kind = RestorePointKind.Backup, FileSystemId = _fileSystem.Id, PolicyId = _policy.Id, Incremental = false });

    private IEnumerable<object> Copying(RestorePoint point, bool isRunning)
    {
        var session = Rows.Session(_policy, Rows.Now.AddDays(-1));
        var task = new WorkItem(Rows.NewId(), session.Id, _fileSystem.Id, _fileSystem.Arn, _fileSystem.Lane, Rows.VaultArn);
        var copy = task.AddCopy(Rows.NewId(), Rows.CopyVaultArn);
        task.Intend(session.Slot);
        task.Apply(new RecordedRun(task.Backup, point.Id, null), session.Slot);
        if (isRunning)
        {
            task.Apply(new IntendRun(copy, null), session.Slot);
        }

        return [session, task];
    }
}
