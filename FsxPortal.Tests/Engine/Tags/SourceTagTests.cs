using System.Text.Json.Nodes;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Engine.Tags;

/// <summary>Which tags restore points carry.</summary>
public sealed class SourceTagTests : EngineTests
{
    private static PolicyDocument Document =>
        SomeDocument.Hourly().ByHand() with { CustomTags = new Dictionary<string, string> { ["owner"] = "storage", ["team"] = "blue" } };

    [StoreFact]
    public async Task Backups_and_copies_carry_the_tags_of_their_file_system()
    {
        await AddTaggedAsync(1);

        await RunAsync(Document);

        Assert.All(
            TagsOfPoints(), tags =>
                Assert.Equal(["Name", "fsxp.flags", "fsxp.policy", "fsxp.resource", "fsxp.slot", "owner", "tag-01", "team"], tags));
    }

    [StoreFact]
    public async Task A_policy_that_does_not_want_them_has_them_taken_off_before_the_copy()
    {
        await AddTaggedAsync(1);

        var session = await RunAsync(Document with { CopySourceTags = false });

        Assert.All(
            TagsOfPoints(), tags => Assert.Equal(["fsxp.flags", "fsxp.policy", "fsxp.resource", "fsxp.slot", "owner", "team"], tags));
        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.Contains("erp: Tags of the file system were left out: Name, tag-01.", await LogAsync(session));
    }

    [StoreTheory]
    [InlineData("""{ "service": "fsx", "operation": "UntagResource", "action": "throttle" }""")]
    [InlineData(
        """{ "service": "fsx", "operation": "UntagResource", "action": "status", "parameters": { "code": 503, "error": "ServiceUnavailable" } }""")]
    public async Task While_AWS_takes_no_tags_off_everything_else_goes_on(string fault)
    {
        await AddTaggedAsync(1);
        await AddFileSystemsAsync("web", "files");
        var trimmed = await Portal.AddPolicyAsync(Document.Only("erp") with { CopySourceTags = false });
        var others = await Portal.AddPolicyAsync(SomeDocument.Hourly("Others").ByHand());
        Portal.Aws.Fault(fault);

        var waiting = await Portal.StartPolicyAsync(trimmed);
        Assert.Equal(SessionState.Succeeded, (await Portal.RunAsync(others)).State);

        Assert.True((await Portal.SessionAsync(waiting)).IsOpen);
        var task = Assert.Single(await Portal.TasksAsync(waiting));
        Assert.StartsWith(
            "The backup is complete; its tags are taken off once AWS has time for it: ", task.Reason, StringComparison.Ordinal);
        Portal.Aws.Mend();
        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(waiting)).State);
        Assert.Contains("erp: Tags of the file system were left out: Name, tag-01.", await LogAsync(await Portal.SessionAsync(waiting)));
    }

    [StoreFact]
    public async Task So_many_tags_are_taken_off_in_a_pass_that_others_do_not_wait_for_long()
    {
        await AddFileSystemsAsync([.. Enumerable.Range(0, 30).Select(number => $"fs-{number}")]);
        var waiting = await Portal.StartPolicyAsync(
            await Portal.AddPolicyAsync(SomeDocument.Hourly().WithoutCopies().ByHand() with { CopySourceTags = false }));
        await Portal.SettleAsync();
        Portal.Aws.Advance(TimeSpan.FromHours(1));

        await Portal.LookAsync();
        Assert.Equal(25, Portal.Aws.Journal.Count(entry => entry.Operation == "UntagResource"));
        await Portal.RunToEndAsync(waiting);

        Assert.Equal(30, Portal.Aws.Journal.Count(entry => entry.Operation == "UntagResource"));
    }

    [StoreFact]
    public async Task A_backup_whose_tags_AWS_never_takes_off_goes_on_with_them_and_says_so()
    {
        await AddTaggedAsync(1);
        Portal.Aws.Fault("""{ "service": "fsx", "operation": "UntagResource", "action": "throttle" }""");

        // At once past all patience: each look asks AWS again and again, and takes its time.
        var started = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(Document with { CopySourceTags = false }));
        await Portal.SettleAsync();
        await Portal.AdvanceAsync(TimeSpan.FromHours(3));
        var session = await Portal.RunToEndAsync(started);

        Assert.Equal(SessionState.Succeeded, session.State);
        Assert.All(TagsOfPoints(), tags => Assert.Contains("tag-01", tags));
        Assert.Contains(
            await LogAsync(session), line =>
                line.StartsWith(
                    "erp: The backup keeps the tags of the file system, because AWS took none off for 60 minutes: ",
                    StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Tags_for_which_there_is_no_room_are_left_out_and_the_backup_is_made()
    {
        await AddTaggedAsync(44);

        var session = await RunAsync(Document);

        Assert.All(TagsOfPoints(), tags => Assert.Equal((50, true, false), (tags.Count, tags.Contains("owner"), tags.Contains("team"))));
        Assert.Contains("erp: No room for the tags team: AWS allows 50 and adds 45 of the file system.", await LogAsync(session));
    }

    [StoreFact]
    public async Task A_file_system_with_no_room_for_the_tags_of_the_portal_says_so()
    {
        await AddTaggedAsync(49);

        var session = await RunAsync(Document);

        const string Reason =
            "It has 50 tags, which AWS puts on each backup; 50 are allowed and the portal needs 4 of them. Remove tags from the file "
                + "system.";
        Assert.Equal((SessionState.Failed, Reason), (session.State, Assert.Single(await Portal.TasksAsync(session.Id)).Reason));
        Assert.DoesNotContain(Portal.Aws.Journal, entry => entry.Operation == "StartBackupJob");
    }

    [StoreFact]
    public async Task A_call_that_is_repeated_asks_for_what_it_asked_for_at_first_although_there_is_room_by_now()
    {
        await AddTaggedAsync(44);
        Portal.Aws.Fault("""{ "service": "backup", "operation": "StartBackupJob", "action": "dropBefore" }""");
        var id = await Portal.StartPolicyAsync(await Portal.AddPolicyAsync(Document));
        await Portal.LookAsync();
        var asked = Assert.Single(await Portal.TasksAsync(id)).Backup.Request!;
        await UntagAsync();
        await Portal.RestartAsync();
        Portal.Aws.Mend();

        Assert.Equal(SessionState.Succeeded, (await Portal.RunToEndAsync(id)).State);

        var made = Assert.Single(Portal.Aws.Journal, entry => entry.Effect.StartsWith("started backup job", StringComparison.Ordinal));
        Assert.Equal((asked.SourceArn, true), ((string)made.Parameters!["ResourceArn"]!, asked.Tags.ContainsKey("owner")));
        Assert.Equal(
            asked.Tags.OrderBy(tag => tag.Key), made.Parameters["RecoveryPointTags"]!.AsObject()
                .ToDictionary(tag => tag.Key, tag => (string)tag.Value!).OrderBy(tag => tag.Key));
        Assert.DoesNotContain("team", asked.Tags.Keys);
        Assert.Equal(
            (asked.RoleArn!, asked.StartMinutes, asked.CompleteMinutes),
            ((string)made.Parameters["IamRoleArn"]!, (long?)made.Parameters["StartWindowMinutes"],
                (long?)made.Parameters["CompleteWindowMinutes"]));
    }

    private async Task UntagAsync()
    {
        Portal.Aws.Call("fsx", "UntagResource", new JsonObject
        {
            ["ResourceARN"] = await Portal.ReadAsync(db => db.FileSystems.Select(row => row.Arn).SingleAsync(Cancel)),
            ["TagKeys"] = new JsonArray([.. Enumerable.Range(1, 44).Select(i => JsonValue.Create($"tag-{i:00}"))]),
        });
        await Portal.ReadInventoryAsync();
    }

    private async Task AddTaggedAsync(int tags)
    {
        var arn = Portal.Aws.AddFileSystem("erp");
        Portal.Aws.Call("fsx", "TagResource", new JsonObject
        {
            ["ResourceARN"] = arn,
            ["Tags"] = new JsonArray(
                [.. Enumerable.Range(1, tags).Select(i => new JsonObject { ["Key"] = $"tag-{i:00}", ["Value"] = "x" })]),
        });
        await Portal.ReadInventoryAsync();
    }

    private async Task<Session> RunAsync(PolicyDocument document) => await Portal.RunAsync(await Portal.AddPolicyAsync(document));

    private List<List<string>> TagsOfPoints() =>
        Portal.Aws.World(world => world.Points.Values.Select(point => point.Tags.Keys.Order(StringComparer.Ordinal).ToList()).ToList());

    private Task<List<string>> LogAsync(Session session) =>
        Portal.ReadAsync(db => db.Log.Where(line => line.SessionId == session.Id).Select(line => line.Text).ToListAsync(Cancel));
}
