using FsxPortal.Core.Aws;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.AwsSdk;

public sealed class NamesInUseTests
{
    // Whoever has the official packages can hold this list against them, or build with OfficialAwsSdk=true.
    [Fact]
    public void The_portal_uses_these_names_of_the_clients_and_no_others() =>
        Golden.Verify("AwsModels/names-in-use.txt", _ => string.Concat(
            new[] { typeof(LaneClients), typeof(Program) }.SelectMany(type => NamesInUse.In(type.Assembly.Location))
                .Distinct().Order(StringComparer.Ordinal).Select(line => $"{line}\n")));
}
