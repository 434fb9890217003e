using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The members of requests and answers that many operations of AWS Backup have.</summary>
public static partial class BackupMembers
{
    /// <summary>The size of a page that was asked for, 1 to 1000.</summary>
    public static int PageSize(Call call) => call.Number("maxResults") switch
    {
        null => 1000,
        >= 1 and <= 1000 and var size => size,
        _ => throw AwsError.Invalid("maxResults must be between 1 and 1000."),
    };

    /// <summary>The vault that is named, as AWS answers for one that does not exist.</summary>
    public static EmulatedVault Vault(AwsWorld world, Call call, string name) =>
        world.VaultOf(call.Account, call.Region, DemandVaultName(name))
        ?? throw new AwsError("AccessDeniedException", $"Insufficient privileges to perform this action on vault {name}.", 403);

    /// <summary>The role that is named, if AWS Backup may use it.</summary>
    public static string Role(AwsWorld world, Call call)
    {
        var role = call.Required("IamRoleArn");
        return world.Roles.Contains(role) && role.Split(':')[4] == call.Account
            ? role
            : throw AwsError.Invalid($"IAM Role {role} is not authorized to call AWS Backup.");
    }

    /// <summary>The days that a lifecycle has; none and -1 mean for ever.</summary>
    public static int? Lifecycle(Call call) => (call.Members["Lifecycle"] as JsonObject)?["DeleteAfterDays"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var days) && days is -1 or (>= 1 and <= 36500) => days,
        var other => throw call.Refuse($"DeleteAfterDays {other.ToJsonString()} is not between 1 and 36500."),
    };

    /// <summary>The name, if a vault may have it.</summary>
    public static string DemandVaultName(string name) =>
        VaultName().IsMatch(name) ? name : throw AwsError.Invalid($"Backup vault name {name} is not valid.");

    /// <summary>Epoch seconds with a fraction, the way JSON answers carry instants.</summary>
    public static JsonNode? Epoch(DateTimeOffset? instant) =>
        instant is { } known ? JsonValue.Create(known.ToUnixTimeMilliseconds() / 1000m) : null;

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{2,50}\z")]
    private static partial Regex VaultName();
}
