namespace FsxPortal.Core.Domain.Inventory;

/// <summary>What AWS says of the credentials that the portal has for an account.</summary>
public enum CredentialState
{
    /// <summary>They are the account's, or nothing speaks against it.</summary>
    Good,

    /// <summary>AWS could not be asked when the account was entered: the next synchronisation asks.</summary>
    Unconfirmed,

    /// <summary>They are another account's, or AWS refuses them: nothing is read, and nothing taken for this account's.</summary>
    Refused,
}

/// <summary>How an account stands with AWS, and what to do about it.</summary>
/// <param name="State">What AWS says.</param>
/// <param name="Text">What is wrong, and what to do; none where nothing is.</param>
public sealed record AccountStanding(CredentialState State, string? Text)
{
    /// <summary>Nothing speaks against the credentials.</summary>
    public static AccountStanding Good { get; } = new(CredentialState.Good, null);
}
