using System.Net;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Tests.Api;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.People;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Auditing;

/// <summary>The audit trail for programs, and for spreadsheets.</summary>
public sealed class AuditApiTests : ApiTests
{
    [StoreFact]
    public async Task A_change_is_there_with_what_was_different()
    {
        await Database.AddAsync(Rows.Policy("Gold"));
        var policy = (await GetAsync("/policies"))["items"]![0]!;
        (await PostAsync($"/policies/{policy["id"]}/disable")).EnsureSuccessStatusCode();

        var entry = (await GetAsync("/audit"))["items"]![0]!;

        Assert.Equal(
            ["action", "actor", "after", "at", "awsAccount", "before", "differences", "id", "number", "outcome", "roles", "subject"],
            Members(entry).Where(member => entry[member] is not null && member != "traceId").Order(StringComparer.Ordinal));
        Assert.Equal(("DisablePolicy", "Ada", "Done", 2), (
            (string?)entry["action"], (string?)entry["actor"], (string?)entry["outcome"], (int)entry["number"]!));
        Assert.Equal(("Policy", (string?)policy["id"], "Gold"), (
            (string?)entry["subject"]!["kind"], (string?)entry["subject"]!["id"], (string?)entry["subject"]!["name"]));
        Assert.Equal((true, false), ((bool)entry["before"]!["enabled"]!, (bool)entry["after"]!["enabled"]!));
        var difference = Assert.Single(entry["differences"]!.AsArray())!;
        Assert.Equal(("enabled", "True", "False"), (
            (string?)difference["path"], (string?)difference["before"], (string?)difference["after"]));
    }

    [StoreTheory]
    [InlineData("", "6 5 4 3 2 1")]
    [InlineData("?actor=aNN", "5 2")]
    [InlineData("?actor=%25", "")]
    [InlineData("?subject=gol", "3 2")]
    [InlineData("?subject=00000000-0000-7000-8000-00000000abcd", "3 2")]
    [InlineData("?action=deleteRestorePoint", "4")]
    [InlineData("?outcome=Refused", "5")]
    [InlineData("?from=2026-03-18T12:00:03Z", "6 5 4")]
    [InlineData("?to=2026-03-18T12:00:03Z", "3 2 1")]
    [InlineData("?actor=ann&action=CreatePolicy&from=2026-03-18&to=2026-03-19", "2")]
    [InlineData("?limit=2", "6 5")]
    public async Task A_filter_leaves_what_fits(string query, string numbers)
    {
        await FillAsync();

        Assert.Equal(numbers, Numbers(await GetAsync($"/audit{query}")));
    }

    [StoreFact]
    public async Task Pages_follow_each_other()
    {
        await FillAsync();

        var first = await GetAsync("/audit?limit=4");
        var second = await GetAsync($"/audit?limit=4&cursor={first["next"]}");

        Assert.Equal(("6 5 4 3", "2 1", null), (Numbers(first), Numbers(second), (string?)second["next"]));
    }

    [StoreTheory]
    [InlineData("action=Fly", "action")]
    [InlineData("outcome=Maybe", "outcome")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=soon", "to")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("actor=%00", "actor")]
    [InlineData("subject=%00", "subject")]
    public async Task A_wrong_parameter_is_named(string query, string name) =>
        Assert.Equal([name], Members((await ProblemAsync(await SendAsync(HttpMethod.Get, $"/audit?{query}"), 400))["errors"]));

    [StoreFact]
    public async Task Rows_hold_everything_that_fits_and_no_formula()
    {
        await FillAsync();

        var rows = await RowsAsync("/audit");

        Assert.Equal(7, rows.Length);
        Assert.StartsWith("number,at,actor,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("6,2026-03-18T12:00:05.0000000Z,'=HYPERLINK(1),", rows[1], StringComparison.Ordinal);
        Assert.Contains(",\"A \"\"good\"\" reason, or two.\",", rows[5], StringComparison.Ordinal);
        Assert.Equal(["5", "2"], (await RowsAsync("/audit?actor=ann")).Skip(1).Select(row => row.Split(',')[0]));
        Assert.Equal(["6"], (await RowsAsync("/audit?limit=1")).Skip(1).Select(row => row.Split(',')[0]));
    }

    [StoreFact]
    public async Task A_browser_gets_the_same_rows_as_a_file()
    {
        await FillAsync();
        Api.Client.DefaultRequestHeaders.Add("Cookie", await OpenDoor.CookieAsync(Api.Client, Cancel));

        var file = await Api.Client.GetAsync("/audit/csv?actor=ann", Cancel);

        Assert.Equal(("audit.csv", "text/csv"), (
            file.Content.Headers.ContentDisposition?.FileName, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal(3, (await file.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.Client.GetAsync("/audit/csv?from=soon", Cancel)).StatusCode);
    }

    [StoreFact]
    public async Task More_than_a_page_of_rows_comes_whole()
    {
        await using (var db = Database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var events = Enumerable.Range(0, 1200).Select(_ => new AuditEvent(Actor.Portal, AuditAction.SyncVaults)).ToList();
            await Trail().WriteAsync(db, events, Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(
            Enumerable.Range(1, 1201).Reverse().Select(number => $"{number}"),
            (await RowsAsync("/audit")).Skip(1).Select(row => row.Split(',')[0]));
    }

    [StoreFact]
    public async Task What_was_left_in_a_row_by_others_is_shown_all_the_same()
    {
        await FillAsync();
        await using (var db = Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("""UPDATE audit_entry SET "Before" = 'no {{json' WHERE "Number" = 2""", Cancel);
        }

        Assert.Equal("no {json", (string?)(await GetAsync("/audit?action=CreatePolicy"))["items"]![0]!["before"]);
    }

    [StoreFact]
    public async Task A_trail_that_cannot_be_written_answers_503_and_nothing_is_changed()
    {
        await Database.AddAsync(Rows.Policy("Gold"));
        await FillAsync();
        await using (var db = Database.CreateDbContext())
        {
            await db.AuditHeads.ExecuteDeleteAsync(Cancel);
        }

        var policy = (await GetAsync("/policies"))["items"]![0]!;
        var problem = await ProblemAsync(await PostAsync($"/policies/{policy["id"]}/disable"), 503);

        Assert.Contains("audit verify", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.True((bool)(await GetAsync($"/policies/{policy["id"]}"))["enabled"]!);
    }

    private static string Numbers(System.Text.Json.Nodes.JsonNode page) =>
        string.Join(' ', page["items"]!.AsArray().Select(entry => (int)entry!["number"]!));

    private async Task<string[]> RowsAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, ("Accept", "text/csv"));
        Assert.Equal("text/csv", answer.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private AuditTrail Trail() => new(TrailKey.Keys, new Core.Clocks(Api.Time, Api.Time));

    private async Task FillAsync()
    {
        var gold = new Subject(SubjectKind.Policy, new Guid("00000000-0000-7000-8000-00000000abcd"), "Gold");
        var ann = new Actor("Ann", PortalRoles.Administrator);
        AuditEvent[] events =
        [
            new(ann, AuditAction.CreatePolicy, gold) { Reason = "A \"good\" reason, or two." },
            new(Actor.Portal, AuditAction.ChangePolicy, gold),
            new(Actor.Portal, AuditAction.DeleteRestorePoint, new Subject(SubjectKind.RestorePoint, null, "arn")),
            new(ann, AuditAction.RemovePolicy) { Outcome = AuditOutcome.Refused },
            new(new Actor("=HYPERLINK(1)", PortalRoles.None), AuditAction.SignIn),
        ];
        await using var db = Database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Trail().WriteAsync(
            db, [.. events.Index().Select(row => row.Item with { At = Rows.Now.AddSeconds(row.Index + 1) })], Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
