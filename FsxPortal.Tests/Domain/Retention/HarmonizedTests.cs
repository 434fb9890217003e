using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention;

public sealed class HarmonizedTests
{
    [Theory]
    [MemberData(nameof(Golden.Files), "Harmonized", MemberType = typeof(Golden))]
    public void Chains_grow_and_shrink_as_the_golden_file_shows(string file) => Golden.Verify(file, HarmonizedScript.Run);
}
