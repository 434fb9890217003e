using System.Reflection;
using System.Text.RegularExpressions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Setup.Doors;

/// <summary>The tables of docs/security.md say what is so.</summary>
public sealed partial class SecurityManualTests
{
    // What is open is no surprise: each is told with what is missing.
    private static readonly string[] Open =
    [
        "B16", "B25", "1.5.1", "4.2.1", "7.1.2", "7.5.2", "11.1.1", "11.1.2", "12.1.1", "12.1.2", "12.2.1",
        "12.2.2", "12.3.1", "12.3.2", "12.3.3", "12.3.4", "13.2.1", "13.3.2", "13.4.1", "14.2.1", "14.3.3", "15.1.1",
        "15.1.3", "15.2.1", "15.2.3", "15.3.2", "15.3.6", "16.2.3",
    ];

    private static readonly IReadOnlyList<(string Number, string Level, string Status, string Proof)> Rows =
    [
        .. Row().Matches(Repository.Read("docs/security.md")).Select(row => (
            row.Groups["number"].Value, row.Groups["level"].Value, row.Groups["status"].Value, row.Groups["proof"].Value)),
    ];

    [Fact]
    public void Every_requirement_of_the_first_two_levels_has_one_row()
    {
        Assert.Equal((70, 183), (Rows.Count(row => row.Level == "1"), Rows.Count(row => row.Level == "2")));
        Assert.Equal(25, Rows.Count(row => row.Number.StartsWith('B')));
        Assert.Equal(Rows.Count, Rows.Select(row => row.Number).Distinct().Count());
        Assert.Contains(
            $"{Count("Met")} met, {Count("NotApplicable")} not applicable, {Count("Open")} open.", Repository.Read("docs/security.md"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_met_names_tests_that_exist()
    {
        var tests = typeof(SecurityManualTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes().Any(mark => mark is FactAttribute)).Select(method => method.Name).ToHashSet();

        foreach (var row in Rows)
        {
            var named = TestName().Matches(row.Proof).Select(match => match.Groups["name"].Value).ToList();
            Assert.True(row.Status != "Met" || named.Count > 0, $"{row.Number} names no test.");
            Assert.Empty(named.Except(tests).Select(name => $"{row.Number}: {name}"));
        }
    }

    [Fact]
    public void Whatever_is_not_met_says_why_and_what_is_open_is_known()
    {
        Assert.All(Rows.Where(row => row.Status != "Met"), row => Assert.True(row.Proof.Length > 5, row.Number));
        Assert.Equal(Open, Rows.Where(row => row.Status == "Open").Select(row => row.Number));
    }

    private static int Count(string status) => Rows.Count(row => row.Status == status && row.Level.Length > 0);

    [GeneratedRegex(
        @"^\| (?<number>B?[0-9.]+) \|(?: (?<level>[12]) \|)? [^|]+ \| (?<status>Met|NotApplicable|Open) \| (?<proof>[^|]+) \|$",
        RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,})`")]
    private static partial Regex TestName();
}
