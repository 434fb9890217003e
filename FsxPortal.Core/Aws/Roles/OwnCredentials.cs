using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Aws.Roles;

/// <summary>The portal's own credentials, for the account that they belong to. In the name of any other, calls are denied.</summary>
/// <remarks>AWS shows whoever asks the account of the credentials, not the one that is meant: what another account has
/// would be taken for this one's, and what this one has for lost.</remarks>
internal sealed class OwnCredentials(Func<AWSCredentials> own, IAmazonSecurityTokenService sts, string awsAccount) : AWSCredentials
{
    private string? _confirmed;

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        var given = await own().GetCredentialsAsync();
        if (_confirmed != given.AccessKey)
        {
            var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
            if (AccountRules.ForeignCredentials(awsAccount, identity.Account) is { } refusal)
            {
                throw new AmazonSecurityTokenServiceException($"{refusal} {AccountRules.RemedyOf(awsAccount)}")
                {
                    ErrorCode = "AccessDenied",
                    StatusCode = HttpStatusCode.Forbidden,
                };
            }

            _confirmed = given.AccessKey;
        }

        return given;
    }
}
