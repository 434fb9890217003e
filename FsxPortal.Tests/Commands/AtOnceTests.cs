using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Commands;

/// <summary>Commands that are given in the same moment, and callers who do not wait for the answer.</summary>
public sealed class AtOnceTests : CommandTests
{
    private const int Times = 8;

    [StoreFact]
    public async Task Of_names_that_differ_by_case_only_one_is_given()
    {
        var answers = await AtOnceAsync(number => CreateAsync(number % 2 == 0 ? "Nightly" : "NIGHTLY"));

        Assert.Single(answers, failure => failure is null);
        Assert.All(answers.OfType<Exception>(), failure =>
            Assert.Contains("Choose another name.", Assert.IsType<InvalidInputException>(failure).Message, StringComparison.Ordinal));
        Assert.Single(await PoliciesAsync(), policy => policy.Name.Equals("nightly", StringComparison.OrdinalIgnoreCase));
    }

    [StoreFact]
    public async Task Nor_do_two_policies_get_one_name_by_being_renamed()
    {
        var answers = await AtOnceAsync(number => (number % 2 == 0 ? Daily : Off) is var policy
            ? Get<PolicyCommands>().ChangeAsync(
                Ann, policy.Id, policy.Document with { Name = number % 2 == 0 ? "Nightly" : "NIGHTLY" }, null, RetentionWish.AskFirst,
                Cancel)
            : Task.CompletedTask);

        Assert.Contains(answers, failure => failure is InvalidInputException);
        Assert.Single(await PoliciesAsync(), policy => policy.Name.Equals("nightly", StringComparison.OrdinalIgnoreCase));
    }

    [StoreFact]
    public async Task Each_of_many_new_policies_has_a_priority_of_its_own()
    {
        var answers = await AtOnceAsync(number => CreateAsync($"New {number}"));

        Assert.All(answers, Assert.Null);
        Assert.Equal(Enumerable.Range(1, 3 + Times), (await PoliciesAsync()).Select(policy => policy.Priority).Order());
    }

    [StoreFact]
    public async Task A_moved_policy_leaves_no_gap_and_no_double()
    {
        await CreateAsync("Last");
        await Get<PolicyCommands>().RemoveAsync(Ann, Running.Id, null, Cancel);

        await Get<PolicyCommands>().MoveAsync(Ann, Off.Id, 1, Cancel);
        Assert.Equal(["Off", "Daily", "Last"], (await PoliciesAsync()).OrderBy(policy => policy.Priority).Select(policy => policy.Name));
        await Get<PolicyCommands>().MoveAsync(Ann, Off.Id, 3, Cancel);

        Assert.Equal(
            [("Daily", 1), ("Last", 2), ("Off", 3)],
            (await PoliciesAsync()).OrderBy(policy => policy.Priority).Select(policy => (policy.Name, policy.Priority)));
        await Assert.ThrowsAsync<InvalidInputException>(() => Get<PolicyCommands>().MoveAsync(Ann, Off.Id, 4, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => Get<PolicyCommands>().MoveAsync(Ann, Off.Id, 0, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => Get<PolicyCommands>().MoveAsync(Ann, Running.Id, 1, Cancel));
    }

    [StoreFact]
    public async Task A_key_is_remembered_though_its_caller_gives_up_before_the_answer()
    {
        using var caller = new CancellationTokenSource();
        Telling = caller.Cancel;
        await Record.ExceptionAsync(() => OnceAsync("key", caller.Token));
        Assert.True(caller.IsCancellationRequested);
        Telling = null;

        var again = await OnceAsync("key", Cancel);

        Assert.Equal(again, Assert.Single(await PoliciesAsync(), policy => policy.Name == "New").Id);
        await Assert.ThrowsAsync<InvalidInputException>(() => OnceAsync("another key", Cancel));
    }

    [StoreFact]
    public async Task A_command_that_was_refused_uses_no_key_up()
    {
        await CreateAsync("New");
        await Assert.ThrowsAsync<InvalidInputException>(() => OnceAsync("key", Cancel));
        await Get<PolicyCommands>().RemoveAsync(
            Ann, Assert.Single(await PoliciesAsync(), policy => policy.Name == "New").Id, null, Cancel);

        var made = await OnceAsync("key", Cancel);

        Assert.Equal(made, Assert.Single(await PoliciesAsync(), policy => policy.Name == "New").Id);
    }

    private Task<Guid> OnceAsync(string key, CancellationToken cancel) => Get<IdempotencyKeys>().OnceAsync(
        key, "the request", Ann,
        async named => (await Get<PolicyCommands>().CreateAsync(named, Daily.Document with { Name = "New" }, null, cancel)).Id, cancel);

    private Task CreateAsync(string name) => Get<PolicyCommands>().CreateAsync(Ann, Daily.Document with { Name = name }, null, Cancel);

    // What came of each: nothing if it succeeded.
    private static async Task<Exception?[]> AtOnceAsync(Func<int, Task> act) =>
        await Task.WhenAll(Enumerable.Range(0, Times).Select(number => Record.ExceptionAsync(() => Task.Run(() => act(number))).AsTask()));

    private async Task<List<Policy>> PoliciesAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. db.Policies];
    }
}
