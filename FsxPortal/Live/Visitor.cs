using FsxPortal.Core.Domain;

namespace FsxPortal.Live;

/// <summary>Who sits at the browser. Until there is a sign-in, that is whoever reaches the loopback address.</summary>
public sealed class Visitor
{
    /// <summary>In whose name pages give commands.</summary>
    public Actor Actor { get; init; } = Actor.Loopback;

    /// <summary>What pages may show.</summary>
    public Scope Scope => Actor.Scope;
}
