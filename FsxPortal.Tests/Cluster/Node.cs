using System.Diagnostics;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Cluster;

/// <summary>One portal of several.</summary>
public sealed class Node(PortalProcess process, HttpClient api, string folder) : IAsyncDisposable
{
    public PortalProcess Process => process;

    public HttpClient Api => api;

    /// <summary>Sends its process a signal such as <c>KILL</c>, <c>STOP</c>, <c>CONT</c> or <c>TERM</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = System.Diagnostics.Process.Start(new ProcessStartInfo("kill", [$"-{name}", $"{process.Id}"]))!;
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whether the node says that it can serve.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        using var answer = await api.GetAsync(new Uri(api.BaseAddress!, "/health/ready"), cancel);
        return answer.IsSuccessStatusCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
