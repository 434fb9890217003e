using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Auditing;

/// <summary>Whoever does something to the trail in the database is found out, and where.</summary>
public sealed class TamperTests : AuditTests
{
    private static readonly Dictionary<string, object> Other = new()
    {
        ["Id"] = Rows.NewId(),
        ["At"] = 1L,
        ["Actor"] = "Eve",
        ["Roles"] = "ReadOnly",
        ["Address"] = "203.0.113.9",
        ["Action"] = "SignOut",
        ["Outcome"] = "Refused",
        ["SubjectKind"] = "Chain",
        ["SubjectId"] = Rows.NewId(),
        ["SubjectName"] = "Another",
        ["AwsAccount"] = "444455556666",
        ["Reason"] = "",
        ["Before"] = "{}",
        ["After"] = "{}",
        ["TraceId"] = "0",
        ["KeyId"] = "0",
        ["Previous"] = "",
        ["Seal"] = "0",
    };

    public static TheoryData<string> Columns => [.. Other.Keys];

    [StoreFact]
    public async Task What_nobody_has_touched_is_whole()
    {
        Assert.True((await VerifyAsync()).IsWhole);

        await WriteAsync(5);
        var verdict = await VerifyAsync();

        Assert.Equal((true, 6), (verdict.IsWhole, verdict.Entries));
        Assert.Equal((await EntriesAsync())[^1].Anchor, verdict.End);
        Assert.Equal([1, 2, 3, 4, 5, 6], (await EntriesAsync()).Select(entry => entry.Number));
    }

    [StoreTheory]
    [MemberData(nameof(Columns))]
    public async Task An_entry_in_which_anything_was_changed_is_named(string column)
    {
        await WriteAsync(5);

        await TamperAsync($$"""UPDATE audit_entry SET "{{column}}" = {0} WHERE "Number" = 3""", Other[column]);

        await AssertFirstAsync(3, "3");
    }

    [StoreFact]
    public async Task Every_column_is_looked_at()
    {
        await using var db = Database.CreateDbContext();

        var columns = db.Model.FindEntityType(typeof(AuditEntry))!.GetProperties().Select(property => property.Name);

        Assert.Equal(Other.Keys.Append("Number").Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task A_part_that_was_moved_into_the_next_one_is_found()
    {
        await WriteAsync(2);

        await TamperAsync("""UPDATE audit_entry SET "SubjectName" = "SubjectName" || "AwsAccount", "AwsAccount" = '' WHERE "Number" = 3""");

        await AssertFirstAsync(3, "was changed");
    }

    [StoreTheory]
    [InlineData("\"Number\" = 3", 3, "The entry 3 is missing.")]
    [InlineData("\"Number\" IN (3, 4)", 3, "The entries 3 to 4 are missing.")]
    [InlineData("\"Number\" = 1", 1, "The entry 1 is missing.")]
    [InlineData("\"Number\" = 6", 6, "The entry 6 is missing.")]
    [InlineData("\"Number\" > 2", 3, "The entries 3 to 6 are missing.")]
    [InlineData("\"Number\" > 0", 1, "The entries 1 to 6 are missing.")]
    public async Task What_was_removed_is_missed(string which, long number, string text)
    {
        await WriteAsync(5);

        await TamperAsync($"DELETE FROM audit_entry WHERE {which}");

        await AssertFirstAsync(number, text);
    }

    [StoreFact]
    public async Task What_was_removed_is_missed_also_if_the_rest_moves_up()
    {
        await WriteAsync(5);

        await TamperAsync("""DELETE FROM audit_entry WHERE "Number" = 3""");
        for (var number = 4; number <= 6; number++)
        {
            await TamperAsync("""UPDATE audit_entry SET "Number" = {0} WHERE "Number" = {1}""", number - 1, number);
        }

        await AssertFirstAsync(3, "was changed, moved or put in");
    }

    [StoreFact]
    public async Task What_changed_places_is_found()
    {
        await WriteAsync(5);

        await TamperAsync("""UPDATE audit_entry SET "Number" = 100 WHERE "Number" = 3""");
        await TamperAsync("""UPDATE audit_entry SET "Number" = 3 WHERE "Number" = 4""");
        await TamperAsync("""UPDATE audit_entry SET "Number" = 4 WHERE "Number" = 100""");

        await AssertFirstAsync(3, "moved");
    }

    [StoreTheory]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task What_was_put_in_is_found(long number)
    {
        await WriteAsync(5);
        var entry = new AuditEntry(
            Change(9), Rows.NewId(), Rows.Now, new AuditAnchor(number - 1, (await EntriesAsync())[^1].Seal),
            new AuditKeys("a key of somebody who has only the database"));

        await Database.AddAsync(entry);

        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Number == number);
    }

    [StoreFact]
    public async Task An_end_that_was_cut_off_with_its_mark_is_missed_by_whoever_noted_it()
    {
        await WriteAsync(3);
        await using (var db = Database.CreateDbContext())
        {
            // The mark as it was then, which the portal itself has sealed.
            var then = db.AuditHeads.Single();
            await WriteAsync(2);
            await TamperAsync("""DELETE FROM audit_entry WHERE "Number" > 4""");
            await TamperAsync(
                """UPDATE audit_head SET "Number" = {0}, "Last" = {1}, "Seal" = {2}""", then.Number, then.Last, then.Seal);
        }

        Assert.True((await VerifyAsync()).IsWhole);
        Assert.Equal("The entries 5 to 6 are missing.", (await VerifyAsync(new AuditAnchor(6, "whatever"))).Faults[0].Text);

        // Others in their place are not those that were noted.
        await WriteAsync(3);
        Assert.True((await VerifyAsync()).IsWhole);
        Assert.Contains(
            "another one than was noted", (await VerifyAsync(new AuditAnchor(6, "whatever"))).Faults[0].Text, StringComparison.Ordinal);
    }

    [StoreTheory]
    [InlineData("DELETE FROM audit_head", "is missing")]
    [InlineData("UPDATE audit_head SET \"Number\" = 5", "not what the portal wrote")]
    public async Task A_mark_that_was_changed_is_found_and_nothing_is_recorded_behind_it(string statement, string text)
    {
        await WriteAsync(5);
        await TamperAsync(statement);

        await Assert.ThrowsAsync<AuditTrailException>(() => WriteAsync(1));

        await AssertFirstAsync(0, text);
        Assert.Equal(6, (await EntriesAsync()).Count);
    }

    private async Task AssertFirstAsync(long number, string text)
    {
        var verdict = await VerifyAsync();
        Assert.Null(verdict.End);
        Assert.Equal(number, verdict.Faults[0].Number);
        Assert.Contains(text, verdict.Faults[0].Text, StringComparison.Ordinal);
    }
}
