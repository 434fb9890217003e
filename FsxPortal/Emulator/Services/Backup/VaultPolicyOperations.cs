using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Access policies of vaults: who may not use them, whatever IAM allows.</summary>
public sealed class VaultPolicyOperations(AwsWorld world)
{
    public JsonObject Put(Call call)
    {
        var vault = Vault(call);
        try
        {
            vault.Policy = PolicyDocument.ParseOfResource(call.Text("Policy") ?? "");
        }
        catch (FormatException wrong)
        {
            throw AwsError.Invalid($"The specified policy cannot be added to the vault: {wrong.Message}");
        }

        call.Effect = $"set the access policy of vault {vault.Arn}";
        return [];
    }

    public JsonObject Get(Call call)
    {
        var vault = Vault(call);
        return new JsonObject
        {
            ["BackupVaultName"] = vault.Name,
            ["BackupVaultArn"] = vault.Arn,
            ["Policy"] = vault.Policy?.Text ?? throw AwsError.NotFound($"An access policy of the backup vault {vault.Name}"),
        };
    }

    public JsonObject Delete(Call call)
    {
        var vault = Vault(call);
        vault.Policy = null;
        call.Effect = $"deleted the access policy of vault {vault.Arn}";
        return [];
    }

    private EmulatedVault Vault(Call call) => BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
}
