using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Policies.Validation;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void The_document_that_tests_change_is_valid() =>
        Assert.Empty(PolicyValidator.Validate(Some.Document, Some.Surroundings));

    [Theory]
    [MemberData(nameof(Golden.Files), "Validation", MemberType = typeof(Golden))]
    public void A_document_has_the_problems_of_the_golden_file(string file) => Golden.Verify(file, ValidationScript.Run);

    [Fact]
    public void An_empty_document_lacks_what_a_policy_needs() =>
        Assert.Equal(
            ["name", "timeZone", "account", "regions", "selection"],
            PolicyValidator.Validate(PolicyJson.Read("{}"), Some.Surroundings).Select(problem => problem.Path));
}
