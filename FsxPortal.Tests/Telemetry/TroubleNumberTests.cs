using System.Diagnostics;
using Bunit;
using FsxPortal.Components;
using FsxPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FsxPortal.Tests.Telemetry;

/// <summary>What a person who met a failure can look for in the log.</summary>
public sealed class TroubleNumberTests : PageContext
{
    [Fact]
    public async Task A_failed_click_shows_the_beginning_of_its_trace_id()
    {
        var snackbars = Snackbars();
        var traceId = "";

        await Services.GetRequiredService<CommandRunner>().RunAsync(() =>
        {
            traceId = Activity.Current!.TraceId.ToHexString();
            throw new InvalidOperationException("broken");
        }, null);

        Assert.Equal(32, traceId.Length);
        snackbars.WaitForAssertion(() => Assert.Contains($"under number {traceId[..8]}.", snackbars.Markup, StringComparison.Ordinal));
    }
}
