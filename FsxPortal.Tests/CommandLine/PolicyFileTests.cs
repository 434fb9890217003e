using System.Text.RegularExpressions;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Tests.Api.Programs;
using FsxPortal.Tests.Queries;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.CommandLine;

/// <summary>Policies as files: the real command against a real server, from the first plan to the last.</summary>
public sealed partial class PolicyFileTests : IAsyncLifetime
{
    private readonly PortalCommand _command = new();
    private ProgramHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ProgramHost.StartAsync(Cancel);
        _command.Environment["FSXPORTAL_TOKEN"] = _host.Issuer.Token(TokenIssuer.Admin);
        await _host.Database.AddAsync(
            new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1", "eu-west-1"]),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 0), Rows.Now));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _command.Dispose();
    }

    [Fact]
    public async Task A_plan_is_shown_then_carried_out_and_then_there_is_nothing_to_do()
    {
        _command.Write("a.json", Document("Gold"));
        _command.Write("b.json", Document("Silver"));

        var first = await _command.RunAsync("plan", _host.Url);
        Assert.Equal((2, ""), (first.Code, first.Error));
        Assert.Contains("+ Gold", first.Output, StringComparison.Ordinal);
        Assert.Contains("2 to create, 0 to change, 0 to remove, 0 unchanged.", first.Output, StringComparison.Ordinal);
        Assert.Empty(await NamesAsync());

        var applied = await _command.RunAsync("apply", _host.Url, "--plan", DigestOf(first.Output));
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Equal(["Gold", "Silver"], await NamesAsync());

        var again = await _command.RunAsync("plan", _host.Url);
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Contains("Nothing to do", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _command.RunAsync("apply", _host.Url, "--yes")).Code);
        Assert.Equal(["Gold", "Silver"], await NamesAsync());
    }

    [Fact]
    public async Task A_change_is_told_member_by_member_and_a_policy_without_a_file_goes_only_when_asked()
    {
        await _host.Database.AddAsync(
            new Policy(Rows.NewId(), Document("Gold"), 1, Rows.Now), new Policy(Rows.NewId(), Document("Old"), 2, Rows.Now));
        _command.Write("gold.json", Document("Gold") with { Description = "Everything", KeepNewest = false });

        var plan = await _command.RunAsync("plan", _host.Url);
        var pruning = await _command.RunAsync("plan", _host.Url, "--prune");

        Assert.Contains("description: (not set) -> \"Everything\"", plan.Output, StringComparison.Ordinal);
        Assert.Contains("keepNewest: true -> false", plan.Output, StringComparison.Ordinal);
        Assert.Contains("No file names Old: left as they are.", plan.Output, StringComparison.Ordinal);
        Assert.Contains("- Old: its runs end, its restore points stay", pruning.Output, StringComparison.Ordinal);
        Assert.NotEqual(DigestOf(plan.Output), DigestOf(pruning.Output));
        Assert.Equal(0, (await _command.RunAsync("apply", _host.Url, "--prune", "--plan", DigestOf(pruning.Output))).Code);
        Assert.Equal(["Gold"], await NamesAsync());
    }

    [Fact]
    public async Task What_waits_for_a_second_person_is_said_with_its_address_and_the_rest_is_done()
    {
        _host.FourEyes.Kinds = [FourEyes.PolicyRemoval];
        await _host.Database.AddAsync(new Policy(Rows.NewId(), Document("Old"), 1, Rows.Now));
        _command.Write("gold.json", Document("Gold"));

        var applied = await _command.RunAsync("apply", _host.Url, "--prune", "--yes");

        await using var db = _host.Database.CreateDbContext();
        var request = await db.Approvals.SingleAsync(Cancel);
        Assert.Equal((4, ""), (applied.Code, applied.Error));
        Assert.Contains("Created Gold.", applied.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"The removal of Old waits for a second person: {_host.Url.ToString().TrimEnd('/')}/approvals/{request.Id}", applied.Output,
            StringComparison.Ordinal);
        Assert.Equal(["Old", "Gold"], await NamesAsync());
    }

    [Fact]
    public async Task A_plan_that_was_overtaken_is_not_carried_out()
    {
        _command.Write("gold.json", Document("Gold") with { Description = "Ours" });
        await _host.Database.AddAsync(new Policy(Rows.NewId(), Document("Gold"), 1, Rows.Now));
        var plan = await _command.RunAsync("plan", _host.Url);
        await using (var db = _host.Database.CreateDbContext())
        {
            var theirs = Document("Gold") with { Description = "Theirs" };
            (await db.Policies.SingleAsync(Cancel)).Change(theirs, Rows.Now, RetentionChange.AskFirst);
            await db.SaveChangesAsync(Cancel);
        }

        var late = await _command.RunAsync("apply", _host.Url, "--plan", DigestOf(plan.Output));

        Assert.Equal(3, late.Code);
        Assert.Contains("Nothing was done.", late.Error, StringComparison.Ordinal);
        await using var after = _host.Database.CreateDbContext();
        Assert.Equal("Theirs", (await after.Policies.SingleAsync(Cancel)).Document.Description);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_ends_sooner_is_told_and_goes_only_with_a_plan_that_was_seen(bool isSeen)
    {
        var policy = new Policy(Rows.NewId(), Document("Gold"), 1, Rows.Now.AddDays(-30));
        var fileSystem = Rows.FileSystem("ant");
        await _host.Database.AddAsync(policy, fileSystem, Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy));
        await using (var db = _host.Database.CreateDbContext())
        {
            await ProtectionBook.AssignAllAsync(db, Cancel);
            await db.SaveChangesAsync(Cancel);
        }

        var daily = policy.Document.Schedule!.Daily! with { Retention = new Period(1, PeriodUnit.Days) };
        _command.Write("gold.json", Document("Gold") with { Schedule = new Schedule { Daily = daily } });
        var plan = await _command.RunAsync("plan", _host.Url);
        string[] consent = isSeen ? ["--plan", DigestOf(plan.Output)] : ["--yes"];
        var applied = await _command.RunAsync("apply", _host.Url, consent);

        Assert.Contains("! Backups with the flag D end after 1 day", plan.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Equal(!isSeen, applied.Output.Contains("wait for an approval", StringComparison.Ordinal));
        await using var after = _host.Database.CreateDbContext();
        Assert.Equal(!isSeen, (await after.Policies.SingleAsync(Cancel)).Pending is not null);
    }

    [Fact]
    public async Task What_is_exported_is_what_the_portal_has()
    {
        await _host.Database.AddAsync(
            new Policy(Rows.NewId(), Document("Gold / daily"), 1, Rows.Now),
            new Policy(Rows.NewId(), Document("Gold: daily"), 2, Rows.Now));
        _command.Write("mine.json", Document("Gold: daily") with { Description = "Old" });

        var exported = await _command.RunAsync("export", _host.Url);
        var plan = await _command.RunAsync("plan", _host.Url);

        Assert.Equal((0, ""), (exported.Code, exported.Error));
        Assert.Equal(
            ["gold-daily.json", "mine.json"],
            Directory.GetFiles(_command.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((0, ""), (plan.Code, plan.Error));
    }

    private static PolicyDocument Document(string name) => Rows.Policy(name).Document;

    private static string DigestOf(string output) => Digest().Match(output).Groups[1].Value;

    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        await using var db = _host.Database.CreateDbContext();
        return [.. (await db.Policies.AsNoTracking().OrderBy(policy => policy.Priority).ToListAsync(Cancel)).Select(policy => policy.Name)];
    }

    [GeneratedRegex("^Digest: ([0-9a-f]{32})$", RegexOptions.Multiline)]
    private static partial Regex Digest();
}
