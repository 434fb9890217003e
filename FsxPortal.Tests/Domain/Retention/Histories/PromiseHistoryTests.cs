using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Retention.Histories;

/// <summary>No end that was ever shown moves earlier without an approval that
/// named the point, whatever happens in whatever order.</summary>
public sealed class PromiseHistoryTests
{
    private const int Steps = 12;

    // HISTORIES=1000000 asks for more, SEED for the first of them.
    private static int Histories => EnvironmentSwitch.Number("HISTORIES", 100_000);

    [Fact]
    public void Random_histories_keep_what_was_promised()
    {
        var gone = 0;
        var first = EnvironmentSwitch.Number("SEED", 1);
        for (var seed = first; seed < first + Histories; seed++)
        {
            var world = new PromiseWorld(seed);
            try
            {
                for (var step = 0; step < Steps; step++)
                {
                    world.Step();
                }
            }
            catch (Exception broken)
            {
                Assert.Fail($"SEED={seed}: {broken.Message}\n{string.Join('\n', world.History)}");
            }

            gone += world.Gone;
        }

        Assert.True(gone > Histories / 100, $"Only {gone} points went in {Histories} histories: too few to show anything.");
    }
}
