using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Preview;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class PolicyDifferencesTests
{
    private static readonly PolicyDocument Saved = SomeDocument.Hourly();

    [Fact]
    public void A_document_does_not_differ_from_itself() =>
        Assert.Empty(PolicyDifferences.Between(Saved, PolicyJson.Read(PolicyJson.Write(Saved))));

    private static readonly string Hours = $"[{string.Join(',', Enumerable.Range(0, 24))}]";

    [Fact]
    public void Each_field_is_named_with_what_it_was_and_shall_be() => Assert.Equal(
        [
            new PolicyDifference("name", "\"Hourly\"", "\"Nightly\""),
            new PolicyDifference("copies", """{"eu-central-1":{"region":"eu-west-1","vault":"portal-copies"}}""", null),
            new PolicyDifference("schedule.daily.hours", Hours, "[22]"),
            new PolicyDifference("schedule.daily.copy", $$$"""{"hours":{{{Hours}}},"retention":{"count":2,"unit":"Days"}}""", null),
            new PolicyDifference("retry", null, """{"attempts":3}"""),
        ],
        PolicyDifferences.Between(Saved, Saved.WithoutCopies().At(22) with { Name = "Nightly", Retry = new Retry { Attempts = 3 } }));
}
