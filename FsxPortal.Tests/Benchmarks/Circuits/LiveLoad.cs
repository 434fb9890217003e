namespace FsxPortal.Benchmarks.Circuits;

/// <summary>Many people watch one running session: how soon each sees a change, what
/// it costs on the wire, and what each takes of memory.</summary>
/// <remarks>
/// The portal with its real circuits, and beside it a hub that does nothing but call the same number of listeners. Changes come one at a
/// time, when all is quiet again; <see cref="LiveStorm"/> is what it is like when they do not wait.
/// </remarks>
internal sealed class LiveLoad(int viewers, int tasks)
{
    private const int Changes = 30;

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        var hub = await HubAsync();
        var portal = await PortalAsync();
        return
        [
            new Figure($"{name}-p50", "ms", portal.Waits.At(0.5), hub.Waits.At(0.5), double.NaN),
            new Figure($"{name}-p95", "ms", portal.Waits.At(0.95), hub.Waits.At(0.95), double.NaN),
            new Figure($"{name}-bytes", "B an update", portal.Bytes.At(0.5), hub.Bytes.At(0.5), double.NaN),
            new Figure($"{name}-heap", "KiB a viewer", portal.Heap, hub.Heap, double.NaN),
        ];
    }

    private async Task<Observed> HubAsync()
    {
        await using var hub = await BareHub.StartAsync();
        return await WatchAsync(
            Swarm.AtHub(hub.Url, 3), Swarm.AtHub(hub.Url, viewers), change => hub.TellAsync($"task {change % tasks}", change + 1));
    }

    private async Task<Observed> PortalAsync()
    {
        await using var portal = await LivePortal.StartAsync(1, tasks);
        Uri[] page = [portal.PageOf(0)];
        return await WatchAsync(Swarm.AtPages(page, 3), Swarm.AtPages(page, viewers), change => portal.AdvanceAsync(0, change));
    }

    // The first listeners warm up what the server makes once for all.
    private async Task<Observed> WatchAsync(string[] few, string[] all, Func<int, Task<long>> change)
    {
        await using var first = await Audience.GatherAsync(few, 3);
        await first.HearAsync(change, 3);
        var before = Heap();
        await using var audience = await Audience.GatherAsync(all, viewers);
        var heap = (Heap() - before) / viewers / 1024;
        var (waits, bytes) = await audience.HearAsync(number => change(number + 3), Changes);
        return new Observed(waits, bytes, heap);
    }

    private static double Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed record Observed(List<double> Waits, List<double> Bytes, double Heap);
}
