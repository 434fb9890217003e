using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Pages.Audit;

namespace FsxPortal.Tests.Auditing;

/// <summary>What an entry says is said so that people see at once what is different.</summary>
public sealed class DifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1,"b":"x"}""", """{"a":2,"b":"x"}""", "a: 1 -> 2")]
    [InlineData(null, """{"a":{"b":true}}""", "a.b: - -> True")]
    [InlineData("""{"a":{"b":"x"},"c":1}""", null, "a.b: x -> -|c: 1 -> -")]
    [InlineData("""{"hours":[6,18]}""", """{"hours":[6,12,18]}""", "hours: 6, 18 -> 6, 12, 18")]
    [InlineData("""{"rules":[{"n":1}]}""", """{"rules":[{"n":2},{"n":3}]}""", "rules[0].n: 1 -> 2|rules[1].n: - -> 3")]
    [InlineData("""{"a":null}""", """{"a":1}""", "a: - -> 1")]
    [InlineData("""{"a":[]}""", """{}""", "a:  -> -")]
    [InlineData(null, null, "")]
    public void Two_things_differ_where_they_do(string? before, string? after, string expected) => Assert.Equal(
        expected, string.Join('|', AuditDifference.Between(before, after).Select(difference =>
            $"{difference.Path}: {difference.Before ?? "-"} -> {difference.After ?? "-"}")));

    [Fact]
    public void Every_command_is_an_action_and_every_action_has_words()
    {
        Assert.All(Enum.GetValues<CommandKind>(), kind => Assert.Equal($"{kind}", $"{AuditActions.Of(kind)}"));
        var words = Enum.GetValues<AuditAction>().Select(AuditWords.Of).ToList();
        Assert.All(words, word => Assert.Contains(' ', word));
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Theory]
    [InlineData("12:abc", 12, "abc")]
    [InlineData(" 12:abc\n", 12, "abc")]
    [InlineData("12", null, null)]
    [InlineData("x:abc", null, null)]
    [InlineData("-1:abc", null, null)]
    [InlineData("1:", null, null)]
    [InlineData(null, null, null)]
    public void An_end_that_was_noted_is_read(string? text, int? number, string? seal) =>
        Assert.Equal(number is null ? null : new AuditAnchor(number.Value, seal!), AuditAnchor.Read(text));
}
