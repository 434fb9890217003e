using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Vaults and settings of AWS Backup.</summary>
public sealed class VaultOperations(AwsWorld world)
{
    private readonly Repeats _repeats = new(world, "CreatorRequestId", "AlreadyExistsException");

    public JsonObject List(Call call)
    {
        var vaults = world.Vaults.Values.Where(vault => vault.Account == call.Account && vault.Region == call.Region)
            .OrderBy(vault => vault.Name, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, vaults, vault => vault.Name, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject { ["BackupVaultList"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    public JsonObject Describe(Call call) => Shape(BackupMembers.Vault(world, call, call.Required("BackupVaultName")));

    public JsonObject Create(Call call)
    {
        var name = BackupMembers.DemandVaultName(call.Required("BackupVaultName"));
        if (world.VaultOf(call.Account, call.Region, name) is { } existing)
        {
            return _repeats.Find(call) is null
                ? throw new AwsError("AlreadyExistsException", "Backup vault with the same name already exists")
                {
                    Members = new JsonObject { ["Arn"] = existing.Arn, ["CreatorRequestId"] = call.Text("CreatorRequestId") },
                }
                : Created(existing);
        }

        var key = call.Text("EncryptionKeyArn") ?? $"arn:aws:kms:{call.Region}:{call.Account}:alias/aws/backup";
        var vault = new EmulatedVault(name, call.Account, call.Region, key, call.Now) { Tags = call.Map("BackupVaultTags") };
        world.Add(vault);
        _repeats.Remember(call, vault.Arn);
        call.Effect = $"created vault {vault.Arn}";
        return Created(vault);
    }

    public JsonObject Delete(Call call)
    {
        var vault = BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
        if (vault.Points.Count > 0)
        {
            throw new AwsError("InvalidRequestException", "Backup vault cannot be deleted because it contains recovery points.");
        }

        world.Vaults.Remove(vault.Arn);
        call.Effect = $"deleted vault {vault.Arn}";
        return [];
    }

    private static JsonObject Created(EmulatedVault vault) => new()
    {
        ["BackupVaultName"] = vault.Name,
        ["BackupVaultArn"] = vault.Arn,
        ["CreationDate"] = BackupMembers.Epoch(vault.CreatedAt),
    };

    private static JsonObject Shape(EmulatedVault vault) => new()
    {
        ["BackupVaultName"] = vault.Name,
        ["BackupVaultArn"] = vault.Arn,
        ["VaultType"] = "BACKUP_VAULT",
        ["VaultState"] = "AVAILABLE",
        ["EncryptionKeyArn"] = vault.KeyArn,
        ["CreationDate"] = BackupMembers.Epoch(vault.CreatedAt),
        ["NumberOfRecoveryPoints"] = vault.Points.Count,
        ["Locked"] = vault.Lock is not null,
        ["MinRetentionDays"] = vault.Lock?.MinDays,
        ["MaxRetentionDays"] = vault.Lock?.MaxDays,
        ["LockDate"] = BackupMembers.Epoch(vault.Lock?.LockedFrom),
    };
}
