using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Locks of vaults: how long recovery points stay at least and at most.</summary>
public sealed class VaultLockOperations(AwsWorld world)
{
    private const int MinGraceDays = 3;

    public JsonObject Put(Call call)
    {
        var vault = Changeable(call);
        var (least, most, grace) = (call.Number("MinRetentionDays"), call.Number("MaxRetentionDays"), call.Number("ChangeableForDays"));
        if (least is < 1 or > 36500 || most is < 1 or > 36500 || least > most)
        {
            throw AwsError.Invalid("MinRetentionDays and MaxRetentionDays must be between 1 and 36500, the first not above the second.");
        }

        if (grace < MinGraceDays)
        {
            throw AwsError.Invalid($"ChangeableForDays must be at least {MinGraceDays}.");
        }

        vault.Lock = new VaultLock(least, most, grace is { } days ? call.Now + TimeSpan.FromDays(days) : null);
        call.Effect = $"locked vault {vault.Arn}";
        return [];
    }

    public JsonObject Delete(Call call)
    {
        var vault = Changeable(call);
        vault.Lock = null;
        call.Effect = $"unlocked vault {vault.Arn}";
        return [];
    }

    private EmulatedVault Changeable(Call call)
    {
        var vault = BackupMembers.Vault(world, call, call.Required("BackupVaultName"));
        return vault.Lock?.LockedFrom <= call.Now
            ? throw new AwsError("InvalidRequestException", $"The lock of the backup vault {vault.Name} can't be changed any more.")
            : vault;
    }
}
