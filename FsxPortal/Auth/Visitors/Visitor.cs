using FsxPortal.Core.Domain;

namespace FsxPortal.Auth.Visitors;

/// <summary>Who sits at the browser.</summary>
public abstract class Visitor
{
    /// <summary>In whose name pages give commands.</summary>
    public abstract Actor Actor { get; }

    /// <summary>The address that the open page is connected from; none before it is, or if that is not known.</summary>
    public string? Address { get; set; }

    /// <summary>What pages may show.</summary>
    public Scope Scope => Actor.Scope;

    /// <summary>The visitor may do more or less than before, or is signed in no more.</summary>
    public event Action? Changed;

    /// <summary>Makes sure, before the visitor changes anything, that it still may.</summary>
    public abstract Task ConfirmAsync(CancellationToken cancel);

    /// <summary>Tells it.</summary>
    protected void OnChanged() => Changed?.Invoke();
}
