namespace FsxPortal.Benchmarks.Circuits;

/// <summary>Many sessions change at once, a change every tenth of a second, while people look at different pages: how soon those who watch
/// a session see its changes, and what everybody gets on the wire.</summary>
/// <remarks>Nothing waits for anything to become quiet: pages rest between two reads, and are told of changes meanwhile.</remarks>
internal sealed class LiveStorm(int viewers, int sessions, int tasks)
{
    private const int Changes = 300;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public async Task<IReadOnlyList<Figure>> RunAsync(string name)
    {
        var hub = await HubAsync();
        var portal = await PortalAsync();
        return
        [
            new Figure($"{name}-p50", "ms", portal.Waits.At(0.5), hub.Waits.At(0.5), double.NaN),
            new Figure($"{name}-p95", "ms", portal.Waits.At(0.95), hub.Waits.At(0.95), double.NaN),
            new Figure($"{name}-bytes", "B a viewer and second", portal.Bytes, hub.Bytes, double.NaN),
        ];
    }

    private async Task<Observed> HubAsync()
    {
        await using var hub = await BareHub.StartAsync();
        return await WatchAsync(Swarm.AtHub(hub.Url, viewers), sessions, (session, change) => hub.TellAsync($"{session}", change));
    }

    // Half of them watch a session each, the others the lists in which every change shows.
    private async Task<Observed> PortalAsync()
    {
        await using var portal = await LivePortal.StartAsync(sessions, tasks);
        Uri[] lists = [portal.Page("/"), portal.Page("/sessions")];
        Uri[] pages = [.. Enumerable.Range(0, sessions).Select(portal.PageOf), .. Enumerable.Range(0, sessions)
            .Select(place => lists[place % 2])];
        return await WatchAsync(Swarm.AtPages(pages, viewers), pages.Length, portal.AdvanceAsync);
    }

    private async Task<Observed> WatchAsync(string[] swarm, int places, Func<int, int, Task<long>> change)
    {
        var random = new Random(1);
        var told = new List<(int Session, long At)>();
        await using var audience = await Audience.GatherAsync(swarm, viewers);
        var heard = await audience.OverhearAsync(async number =>
        {
            var session = random.Next(sessions);
            told.Add((session, await change(session, number)));
        }, Changes, Every);
        var watching = heard.Where(one => one.Who % places < sessions).ToLookup(one => (int)(one.Who % places));
        var waits = from one in told
                    from viewer in watching[one.Session].GroupBy(heard => heard.Who)
                    let first = viewer.Where(heard => heard.At >= one.At).Select(heard => (long?)heard.At).Min()
                    where first is not null
                    select Audience.Milliseconds(one.At, first.Value);
        return new Observed([.. waits], heard.Sum(one => one.Bytes) / viewers / (Changes * Every.TotalSeconds));
    }

    private sealed record Observed(List<double> Waits, double Bytes);
}
