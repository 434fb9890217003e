using FsxPortal.Core.Domain;

namespace FsxPortal.Auth.Visitors;

/// <summary>Who sits at the browser. Without a sign-in, that is whoever reaches the loopback address.</summary>
public class Visitor
{
    /// <summary>In whose name pages give commands.</summary>
    public virtual Actor Actor { get => field with { Address = Address }; init; } = Actor.Loopback;

    /// <summary>The address that the open page is connected from; none before it is, or if that is not known.</summary>
    public string? Address { get; set; }

    /// <summary>What pages may show.</summary>
    public Scope Scope => Actor.Scope;

    /// <summary>Whether the visitor has signed in, and so can sign out.</summary>
    public virtual bool MaySignOut => false;

    /// <summary>The visitor may do more or less than before, or is signed in no more.</summary>
    public event Action? Changed;

    /// <summary>Makes sure, before the visitor changes anything, that it still may.</summary>
    public virtual Task ConfirmAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Tells it.</summary>
    protected void OnChanged() => Changed?.Invoke();
}
