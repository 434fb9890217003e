using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

[Properties(Arbitrary = [typeof(PolicyJsonTests)])]
public sealed class PolicyJsonTests
{
    // What people, scripts and generators of JSON put where something else belongs.
    private static readonly string[] Wrong =
    [
        "null", "[]", "{}", "\"\"", "\"x\"", "0", "-1", "6.5", "1e400", "99999999999999999999", "true", "\"6\"", "[null]", "[[]]", "[{}]",
        "[0]",
        "[\"x\", null]", "{ \"eu-central-1\": null }", "{ \"x\": null }", "{ \"\": {} }", "{ \"count\": null }", "\"\\u0000\"",
            "\"\\ud800\"",
    ];

    private static readonly string Full = Write(Some.Document with
    {
        Schedule = Some.Document.Schedule! with
        {
            Weekly = new()
            {
                Time = "06:00",
                Days = DaySet.Weekdays,
                Retention = Some.Period("2 months"),
                Copy = new() { Days = DaySet.Weekdays }
            },
            Monthly = new()
            {
                Time = "06:00",
                On = new() { Ordinal = MonthOrdinal.First, Day = DayOfWeek.Monday },
                Months = [1, 2],
                Copy = new() { Months = [1] }
            },
            Yearly = new() { Time = "06:00", On = new() { DayOfMonth = 1 }, Month = 1 },
        },
        Notifications = new() { Recipients = ["storage@example.com"], On = ["Failed"] },
    });

    public static Arbitrary<PolicyDocument> Any() =>
        (from name in Gen.Elements("Daily", "Täglich \"6\"", "日次", "a/b\\c")
         from zone in Gen.Elements("Europe/Berlin", "UTC")
         from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
         from hours in Gen.Choose(0, 23).ListOf()
         from count in Gen.Choose(1, 400)
         from unit in Gen.Elements(Enum.GetValues<PeriodUnit>())
         from parts in Gen.Choose(0, 31)
         select Some.Document with
         {
             Name = name,
             TimeZone = zone,
             Enabled = (parts & 1) > 0,
             KeepNewest = (parts & 2) > 0,
             Copies = (parts & 4) > 0 ? null : Some.Document.Copies,
             Retry = (parts & 8) > 0 ? null : Some.Document.Retry,
             Schedule = (parts & 16) > 0 ? null
                 : new Schedule { Daily = new() { Days = DaySet.Of(days), Hours = [.. hours], Retention = new(count, unit) } },
         }).ToArbitrary();

    [Property]
    public void A_document_is_read_as_it_was_written(PolicyDocument document)
    {
        var copy = PolicyJson.Read(Write(document));

        Assert.Equal(Write(document), Write(copy));
        Assert.Equivalent(document, copy);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var document = PolicyJson.Read("{}");

        Assert.True(document is { Enabled: true, KeepNewest: true, CopySourceTags: true, Schedule: null, Copies: null });
    }

    [Fact]
    public void Absent_values_are_not_written() =>
        Assert.DoesNotContain("null", Write(new PolicyDocument { Name = "a" }), StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_a_problem_not_a_fault() =>
        Assert.Equal("", Assert.Single(Problems("{\"name\":\"\ud800\"}")).Path);

    [Fact]
    public void Whatever_stands_in_one_place_every_answer_is_a_problem_with_its_path() =>
        Assert.All(Places(), place => Assert.All(Wrong, wrong => AssertPlain(Problems(Replace(Full, (place, wrong))))));

    [Property(MaxTest = 500)]
    public void Whatever_stands_in_three_places_every_answer_is_a_problem_with_its_path(byte[] dice)
    {
        var places = Places();
        var changes = dice.Take(6).Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => (places[pair[0] % places.Count], Wrong[pair[1] % Wrong.Length])).ToArray();

        AssertPlain(Problems(Replace(Full, changes)));
    }

    [Property(MaxTest = 300)]
    public void A_text_cut_anywhere_is_one_problem(int length)
    {
        var cut = Full[..(int)((uint)length % (uint)(Full.Length - 1))];

        Assert.Contains("not valid JSON", Assert.Single(Problems(cut)).Text, StringComparison.Ordinal);
    }

    private static string Write(PolicyDocument document) => PolicyJson.Write(document);

    private static IReadOnlyList<Problem> Problems(string json)
    {
        try
        {
            return PolicyValidator.Validate(PolicyJson.Read(json), Some.Surroundings);
        }
        catch (InvalidInputException refused)
        {
            return [Assert.Single(refused.Problems)];
        }
    }

    // For a person: a whole sentence, and no word of the program's own.
    private static void AssertPlain(IReadOnlyList<Problem> problems) => Assert.All(problems, problem =>
    {
        Assert.EndsWith(".", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FsxPortal.", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", problem.Path, StringComparison.Ordinal);
    });

    private static List<string> Places() => [.. Below(JsonNode.Parse(Full)!)];

    private static IEnumerable<string> Below(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject parent => parent.Select(pair => pair.Value),
            JsonArray parent => parent,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child.GetPath()));
    }

    // The replacements are put in as text: some of them could not be written by a serializer.
    private static string Replace(string json, params (string Place, string With)[] changes)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var (index, (place, _)) in changes.Index())
        {
            Descend(root).FirstOrDefault(node => node.GetPath() == place)?.ReplaceWith($"@{index}@");
        }

        return changes.Index()
            .Aggregate(
                root.ToJsonString(), (text, change) => text.Replace($"\"@{change.Index}@\"", change.Item.With, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Descend(JsonNode node) =>
        (node is JsonArray ? node.AsArray() : node is JsonObject parent ? parent.Select(pair => pair.Value) : [])
        .OfType<JsonNode>().SelectMany(child => Descend(child).Prepend(child)).ToList();
}
