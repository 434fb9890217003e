using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.KeyManagementService.Model;
using FsxPortal.Core.Domain.Inventory;

namespace FsxPortal.Core.Aws.Accounts;

/// <summary>A key as the check of an account sees it.</summary>
/// <param name="Arn">Its ARN, whatever name it was asked for by.</param>
/// <param name="IsOfAws">Whether AWS manages it, as it does aws/backup and aws/fsx.</param>
/// <param name="State">AWS's word, such as Enabled.</param>
public sealed record KeyFacts(string Arn, bool IsOfAws, string State);

/// <summary>Asks what somebody may do, without doing it, and what is known of a key.</summary>
public sealed class PermissionGateway(AwsClients clients)
{
    /// <summary>Of <paramref name="actions"/> those that the policies of <paramref
    /// name="principal"/> do not allow, as IAM simulates it.</summary>
    /// <param name="account">Whose credentials ask.</param>
    /// <param name="principal">The ARN of a role or user.</param>
    /// <param name="actions">Such as <c>backup:StartBackupJob</c>.</param>
    /// <param name="resource">The ARN the actions are tried on.</param>
    /// <param name="context">Values of condition keys.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="AwsFault">IAM refuses the simulation, or does not know the principal.</exception>
    public Task<IReadOnlyList<string>> DeniedAsync(
        AwsAccount account, string principal, IReadOnlyList<string> actions, string resource, IReadOnlyDictionary<string, string> context,
        CancellationToken cancel) =>
        AwsFault.GuardAsync($"simulate what {principal} may do", async () =>
        {
            using var iam = clients.IamOf(account);
            var asked = new SimulatePrincipalPolicyRequest
            {
                PolicySourceArn = principal,
                ActionNames = [.. actions],
                ResourceArns = [resource],
                ContextEntries = [.. context.Select(entry =>
                    new ContextEntry { ContextKeyName = entry.Key, ContextKeyType = ContextKeyTypeEnum.String,
                        ContextKeyValues = [entry.Value] })],
            };
            var denied = new List<string>();
            do
            {
                var answer = await iam.SimulatePrincipalPolicyAsync(asked, cancel);
                denied.AddRange(
                    (answer.EvaluationResults ?? []).Where(result => result.EvalDecision != PolicyEvaluationDecisionType.Allowed)
                        .Select(result => result.EvalActionName!));
                asked.Marker = answer.IsTruncated == true ? answer.Marker : null;
            }
            while (asked.Marker is not null);
            return (IReadOnlyList<string>)denied;
        });

    /// <summary>What AWS says of a key.</summary>
    /// <param name="account">Whose key.</param>
    /// <param name="region">Where.</param>
    /// <param name="key">Its ARN, or an alias such as <c>alias/aws/backup</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="AwsFault">The key is not there or may not be looked at.</exception>
    public Task<KeyFacts> KeyAsync(AwsAccount account, string region, string key, CancellationToken cancel) =>
        AwsFault.GuardAsync($"describe the key {key}", async () =>
    {
        using var kms = clients.KmsOf(account, region);
        var known = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, cancel)).KeyMetadata;
        return new KeyFacts(known.Arn, known.KeyManager == Amazon.KeyManagementService.KeyManagerType.AWS, known.KeyState.Value);
    });
}
