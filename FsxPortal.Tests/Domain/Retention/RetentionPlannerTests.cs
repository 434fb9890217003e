using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

public sealed class RetentionPlannerTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Retention", MemberType = typeof(Golden))]
    public void The_planner_keeps_what_the_golden_file_keeps(string file) => Golden.Verify(file, RetentionScript.Run);
}
