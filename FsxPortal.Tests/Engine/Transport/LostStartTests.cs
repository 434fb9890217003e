using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Emulator.World;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Engine.Transport;

/// <summary>The answer to a start is lost and AWS says nothing more for long, while
/// clocks may differ: its job is found and is ours.</summary>
public sealed class LostStartTests : EngineTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(6);

    [StoreTheory]
    [InlineData("StartBackupJob", "ThrottlingException", 0, false)]
    [InlineData("StartBackupJob", "ThrottlingException", 12, true)]
    [InlineData("StartBackupJob", "AccessDeniedException", 20, false)]
    [InlineData("StartBackupJob", "AccessDeniedException", -12, true)]
    [InlineData("StartBackupJob", "ExpiredTokenException", 12, true)]
    [InlineData("StartCopyJob", "ThrottlingException", 0, false)]
    [InlineData("StartCopyJob", "ThrottlingException", 12, true)]
    [InlineData("StartCopyJob", "AccessDeniedException", 20, false)]
    [InlineData("StartCopyJob", "AccessDeniedException", -12, true)]
    [InlineData("StartCopyJob", "ExpiredTokenException", -20, false)]
    public async Task What_AWS_began_is_found_when_it_speaks_again(string operation, string trouble, int minutesAhead, bool isKnown)
    {
        // The dates of answers tell how far this machine's clock is ahead; where AWS dates its jobs by yet another one, nothing does.
        Portal.SetClock(TimeSpan.FromMinutes(minutesAhead));
        var id = await LoseAsync(operation, trouble, isKnown ? minutesAhead : 0);

        await LookForAsync(TimeSpan.FromMinutes(30));
        Portal.Aws.Mend();

        await AssertOneJobEachAsync(id);
    }

    [StoreTheory]
    [InlineData("StartBackupJob", 0)]
    [InlineData("StartCopyJob", 20)]
    public async Task Nor_does_it_begin_another_where_nothing_could_be_listed_either(string operation, int minutesAhead)
    {
        Portal.SetClock(TimeSpan.FromMinutes(minutesAhead));
        var id = await LoseAsync(operation, "ThrottlingException", 0);
        Portal.Aws.Fault("""{ "service": "*", "operation": "*", "action": "throttle" }""");

        await LookForAsync(TimeSpan.FromMinutes(18));
        Portal.Aws.Mend();

        await AssertOneJobEachAsync(id);
    }

    [StoreTheory]
    [InlineData("StartBackupJob", 20)]
    [InlineData("StartCopyJob", 20)]
    [InlineData("StartBackupJob", -20)]
    public async Task An_AWS_that_was_away_after_it_began_is_not_asked_for_a_second_job(string operation, int minutesAhead)
    {
        Portal.SetClock(TimeSpan.FromMinutes(minutesAhead));
        var id = await LoseAsync(operation, "InternalFailure", 0);

        await Portal.Aws.StopAsync();
        await Portal.LookAsync();
        await Portal.LookAsync();
        await Portal.Aws.StartAgainAsync(Cancel);
        Portal.Aws.Advance(Hours(3));

        await AssertOneJobEachAsync(id);
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_backup_whose_token_AWS_has_forgotten_is_known_by_its_tags_whatever_its_date(double hoursAhead)
    {
        Portal.Business.By = Hours(hoursAhead);
        var id = await LoseAsync("StartBackupJob", "ThrottlingException", 0);
        ForgetTokens();

        await AssertOneJobEachAsync(id);
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task A_copy_whose_token_AWS_has_forgotten_is_known_by_its_source_and_role(int minutesAhead)
    {
        Portal.SetClock(TimeSpan.FromMinutes(minutesAhead));
        var id = await LoseAsync("StartCopyJob", "ThrottlingException", minutesAhead);
        ForgetTokens();

        await AssertOneJobEachAsync(id);
    }

    [StoreTheory]
    [InlineData("of another role")]
    [InlineData("from before")]
    [InlineData("failed")]
    public async Task What_cannot_be_our_copy_is_not_taken_for_it(string kind)
    {
        var id = await LoseAsync("StartCopyJob", "ThrottlingException", 0, "dropBefore");
        Assert.Equal(0, JobsStarted("copy"));
        var run = (await Portal.TasksAsync(id)).Single().Copies.Single();
        var stranger = AddStranger(run.Request!, run.VaultArn, kind);
        ForgetTokens();

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Equal(2, JobsStarted("copy"));
        Assert.NotEqual(stranger, (await Portal.TasksAsync(id)).Single().Copies.Single().JobId);
    }

    // A copy job that somebody else has started, and that goes nowhere.
    private string AddStranger(JobRequest request, string vaultArn, string kind) => Portal.Aws.World(world =>
    {
        var (source, number) = (world.Points[request.SourceArn], world.NextNumber());
        var at = Portal.Aws.GetUtcNow() - (kind == "from before" ? TimeSpan.FromMinutes(30) : TimeSpan.Zero);
        world.Add(new EmulatedJob($"STRANGER-{number}", number, source.Vault.Lane, source.Resource, world.Vaults[vaultArn], at)
        {
            Source = source,
            IamRoleArn = kind == "of another role" ? $"{request.RoleArn}-of-another" : request.RoleArn!,
            State = kind == "failed" ? "FAILED" : "CREATED",
        });
        return $"STRANGER-{number}";
    });

    private void ForgetTokens()
    {
        Portal.Aws.Advance(Hours(1));
        Portal.Aws.World(world =>
        {
            world.Tokens.Clear();
            return true;
        });
        Portal.Aws.Mend();
    }

    // The first answer is lost; whoever asks again hears of the trouble.
    private async Task<Guid> LoseAsync(string operation, string trouble, int minutesAhead, string action = "dropAfter")
    {
        await AddFileSystemsAsync("erp");
        Portal.Aws.Fault($$"""{ "service": "backup", "operation": "{{operation}}", "nth": 1, "action": "{{action}}" }""");
        Portal.Aws.Fault($$"""
            { "service": "backup", "operation": "{{operation}}", "nth": 2, "times": 100000, "action": "status", "parameters": { "code": {{CodeOf(trouble)}}, "error": "{{trouble}}", "message": "not now" } }
            """);
        if (minutesAhead != 0)
        {
            Portal.Aws.Fault($$"""
                { "service": "backup", "operation": "*", "action": "wrongDate", "parameters": { "seconds": {{-60 * minutesAhead}} } }
                """);
        }

        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(SomeDocument.Hourly().ByHand()));
        for (var step = 0; step < 100; step++)
        {
            await Portal.LookAsync();
            if (Portal.Aws.Journal.Any(entry => entry.Operation == operation))
            {
                return id;
            }

            Portal.Aws.Advance(TimeSpan.FromMinutes(2));
        }

        throw new TimeoutException($"{operation} was not called.");
    }

    private static int CodeOf(string error) => error switch
    {
        "ThrottlingException" => 400,
        "InternalFailure" => 500,
        _ => 403,
    };

    private async Task LookForAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            Portal.Aws.Advance(Step);
            await Portal.LookAsync();
        }
    }

    private async Task AssertOneJobEachAsync(Guid id)
    {
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);
        Assert.Equal((1, 1), (JobsStarted("backup"), JobsStarted("copy")));
    }

    private int JobsStarted(string kind) =>
        Portal.Aws.World(world => world.Jobs.Values.Count(job => job.Source is null == (kind == "backup")));
}
