using FsxPortal.Core.Telemetry;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FsxPortal.Setup.Telemetry;

/// <summary>Counts the browser windows that the portal serves.</summary>
public sealed class CircuitCount : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        PortalMeter.CircuitOpened();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        PortalMeter.CircuitClosed();
        return Task.CompletedTask;
    }
}
