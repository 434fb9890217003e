using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Vaults and settings of AWS Backup.</summary>
public sealed class VaultOperations(AwsWorld world)
{
    public JsonObject List(Call call)
    {
        var vaults = world.Vaults.Values.Where(vault => vault.Account == call.Account && vault.Region == call.Region)
            .OrderBy(vault => vault.Name, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, vaults, vault => vault.Name, BackupService.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["BackupVaultList"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    public JsonObject Describe(Call call) => Shape(BackupService.Vault(world, call, call.Required("BackupVaultName")));

    public JsonObject Create(Call call)
    {
        var name = BackupService.DemandVaultName(call.Required("BackupVaultName"));
        if (world.VaultOf(call.Account, call.Region, name) is { } existing)
        {
            var key = $"{call.Lane}/vault/{call.Text("CreatorRequestId")}";
            return world.Tokens.ContainsKey(key)
                ? Created(existing)
                : throw new AwsError("AlreadyExistsException", $"Backup vault with the same name already exists: {existing.Arn}");
        }

        var vault = new EmulatedVault(name, call.Account, call.Region,
            call.Text("EncryptionKeyArn") ?? $"arn:aws:kms:{call.Region}:{call.Account}:alias/aws/backup", call.Now);
        world.Add(vault);
        if (call.Text("CreatorRequestId") is { } token)
        {
            world.Tokens[$"{call.Lane}/vault/{token}"] = (call.Members.ToJsonString(), vault.Arn);
        }

        call.Effect = $"created vault {vault.Arn}";
        return Created(vault);
    }

    public static JsonObject RegionSettings() => new()
    {
        ["ResourceTypeOptInPreference"] = new JsonObject { ["FSx"] = true, ["EBS"] = true, ["EFS"] = true },
        ["ResourceTypeManagementPreference"] = new JsonObject { ["EFS"] = false },
    };

    private static JsonObject Created(EmulatedVault vault) => new()
    {
        ["BackupVaultName"] = vault.Name,
        ["BackupVaultArn"] = vault.Arn,
        ["CreationDate"] = BackupService.Epoch(vault.CreatedAt),
    };

    private static JsonObject Shape(EmulatedVault vault) => new()
    {
        ["BackupVaultName"] = vault.Name,
        ["BackupVaultArn"] = vault.Arn,
        ["VaultType"] = "BACKUP_VAULT",
        ["VaultState"] = "AVAILABLE",
        ["EncryptionKeyArn"] = vault.KeyArn,
        ["CreationDate"] = BackupService.Epoch(vault.CreatedAt),
        ["NumberOfRecoveryPoints"] = vault.Points.Count,
        ["Locked"] = false,
    };
}
