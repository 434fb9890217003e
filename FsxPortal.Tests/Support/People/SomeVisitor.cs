using FsxPortal.Auth.Visitors;
using FsxPortal.Core.Domain;

namespace FsxPortal.Tests.Support.People;

/// <summary>Somebody at the browser who stays who it is.</summary>
internal sealed class SomeVisitor(Actor actor) : Visitor
{
    /// <inheritdoc/>
    public override Actor Actor => actor with { Address = Address };

    /// <inheritdoc/>
    public override Task ConfirmAsync(CancellationToken cancel) => Task.CompletedTask;
}
