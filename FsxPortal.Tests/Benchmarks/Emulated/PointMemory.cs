using FsxPortal.Emulator.World;

namespace FsxPortal.Benchmarks.Emulated;

/// <summary>What the emulator's recovery points take of the memory, beside arrays that hold the same facts and nothing else.</summary>
internal sealed class PointMemory(int count)
{
    public Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        var measured = Measure(() =>
        {
            var world = new AwsWorld();
            world.Add(new EmulatedVault("portal-vault", Bench.Account, Bench.Home, null, default));
            ManyPoints.Add(world, count);
            return world;
        });
        return Task.FromResult<IReadOnlyList<Figure>>([new Figure(name, "MiB", measured, Measure(() => new BareFacts(count)), double.NaN)]);
    }

    private static double Measure(Func<object> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(made);
        return (after - before) / (1024.0 * 1024.0);
    }

    /// <summary>One array for each fact. An id is 17 hexadecimal digits; vaults, file systems, roles and policies are numbers.</summary>
    private sealed class BareFacts(int count)
    {
        public long[] Numbers { get; } = Enumerable.Range(0, count).Select(i => (long)i).ToArray();

        public ulong[] Ids { get; } = new ulong[count];

        public byte[] LastDigits { get; } = new byte[count];

        public int[] FileSystems { get; } = new int[count];

        public short[] Vaults { get; } = new short[count];

        public long[] Created { get; } = new long[count];

        public long[] Completed { get; } = new long[count];

        public long[] Sizes { get; } = new long[count];

        public short[] Days { get; } = new short[count];

        public byte[] States { get; } = new byte[count];

        public short[] Roles { get; } = new short[count];

        public short[] Policies { get; } = new short[count];

        public long[] Slots { get; } = new long[count];

        public byte[] Flags { get; } = new byte[count];
    }
}
