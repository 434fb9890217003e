using FsxPortal.Core.Aws;
using FsxPortal.Core.Aws.Accounts;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Engine.Checks;

/// <summary>Looks whose credentials the portal has for an account.</summary>
public sealed class CredentialCheck(AccountGateway gateway, Clocks clocks)
{
    // Whoever enters an account waits for this.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Asks AWS. Nothing is changed.</summary>
    public async Task<AccountStanding> RunAsync(AwsAccount account, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Longest, clocks.Technical);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            var identity = await gateway.IdentityAsync(account, both.Token);
            return AccountRules.ForeignCredentials(account.AwsAccountId, identity.Account) is { } refusal
                ? new AccountStanding(CredentialState.Refused, $"{refusal} {AccountRules.RemedyOf(account.AwsAccountId)}")
                : AccountStanding.Good;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return Unconfirmed($"AWS did not say within {Longest.TotalSeconds:0} seconds who the portal is there.");
        }
        catch (AwsFault fault) when (fault.IsPassing)
        {
            return Unconfirmed(fault.Message);
        }
        catch (AwsFault fault)
        {
            return new AccountStanding(CredentialState.Refused, account.RoleArn is null
                ? $"{fault.Message} {AccountRules.RemedyOf(account.AwsAccountId)}"
                : $"{fault.Message} Let the role {account.RoleArn} trust the portal, and the portal assume it.");
        }
    }

    private static AccountStanding Unconfirmed(string why) => new(CredentialState.Unconfirmed,
        $"Whose credentials the portal has here is not known yet. {why} The next synchronisation asks again.");
}
