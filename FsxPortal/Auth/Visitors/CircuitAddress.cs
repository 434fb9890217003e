using FsxPortal.Auth.Claims;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FsxPortal.Auth.Visitors;

/// <summary>Notes from which address a page is connected: what its visitor asks for goes by no request of its own.</summary>
internal sealed class CircuitAddress(Visitor visitor, IHttpContextAccessor requests) : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        visitor.Address = SignedIn.AddressOf(requests.HttpContext);
        return Task.CompletedTask;
    }
}
